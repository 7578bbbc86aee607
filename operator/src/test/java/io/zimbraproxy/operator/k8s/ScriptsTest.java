package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Static checks of scripts that not every machine can run. */
class ScriptsTest {
    @ParameterizedTest
    @ValueSource(strings = {"generate", "e2e/run", "../.githooks/commit-msg", "../.ci/run", "../bench/jmh"})
    void shellcheckFindsNoProblem(String script) {
        ExternalProgram.SHELLCHECK.assumeAvailable();
        Path file = ProjectFiles.K8S.resolve(script);

        assertThat(Files.isExecutable(file)).isTrue();
        assertThat(ExternalProgram.SHELLCHECK.run(file.getParent(), file.toString()))
                .isEmpty();
    }
}
