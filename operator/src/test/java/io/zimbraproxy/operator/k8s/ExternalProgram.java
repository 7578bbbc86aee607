package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program that some machines have.
 *
 * @param installedInCi true: {@code .ci/run} installs it. Of others Debian and Ubuntu have none, or one that is too old
 */
record ExternalProgram(String name, boolean installedInCi) {
    static final ExternalProgram KUBECTL = new ExternalProgram("kubectl", false);
    static final ExternalProgram SHELLCHECK = new ExternalProgram("shellcheck", true);
    static final ExternalProgram PROMTOOL = new ExternalProgram("promtool", true);

    boolean isThere() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Skips a test on a machine without it; in CI it fails when it should be there. */
    void need() {
        if (installedInCi && System.getenv("CI") != null) {
            assertThat(isThere()).as("%s is missing", name).isTrue();
        }
        assumeTrue(isThere(), name + " is missing");
    }

    /** What it prints, which must end well. */
    String run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s%n%s", command, said).isZero();
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
