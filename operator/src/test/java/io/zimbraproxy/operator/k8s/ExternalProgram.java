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
 * A program that may be installed on the machine.
 *
 * @param installedInCi true if {@code .ci/run} installs the program. Debian and Ubuntu lack the others, or their versions are too old
 */
record ExternalProgram(String name, boolean installedInCi) {
    static final ExternalProgram KUBECTL = new ExternalProgram("kubectl", false);
    static final ExternalProgram SHELLCHECK = new ExternalProgram("shellcheck", true);
    static final ExternalProgram PROMTOOL = new ExternalProgram("promtool", true);

    boolean isAvailable() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Skips a test if the program is missing. In CI, fails the test if {@code .ci/run} should have installed the program. */
    void assumeAvailable() {
        if (installedInCi && System.getenv("CI") != null) {
            assertThat(isAvailable()).as("%s is missing", name).isTrue();
        }
        assumeTrue(isAvailable(), name + " is missing");
    }

    /** Runs the program and returns its output. Fails the test if the exit code is not 0. */
    String run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
