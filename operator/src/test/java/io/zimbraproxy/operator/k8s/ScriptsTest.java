package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that not every machine can run are read at least. */
class ScriptsTest {
    @ParameterizedTest
    @ValueSource(strings = {"generate", "e2e/run", "../.githooks/commit-msg", "../.ci/run", "../bench/jmh"})
    void shellcheckHasNothingAgainstThem(String script) {
        Program.SHELLCHECK.need();
        Path file = Folder.K8S.resolve(script);

        assertThat(Files.isExecutable(file)).isTrue();
        assertThat(Program.SHELLCHECK.run(file.getParent(), file.toString())).isEmpty();
    }
}
