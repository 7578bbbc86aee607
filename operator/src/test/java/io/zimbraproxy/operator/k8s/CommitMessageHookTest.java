package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of {@code .githooks/commit-msg}, which refuses long commit subjects. */
class CommitMessageHookTest {
    private static final Path HOOK = Path.of("../.githooks/commit-msg").toAbsolutePath();
    private static final String LONG = "x".repeat(73);

    @TempDir
    private Path folder;

    static Stream<String> accepted() {
        return Stream.of(
                "x".repeat(72) + "\n",
                "ä".repeat(72) + "\n",
                "Short subject\n\n" + LONG + "\n",
                "\n# " + LONG + "\nShort subject\n",
                "Merge branch '" + LONG + "'\n",
                "Revert \"" + LONG + "\"\n",
                "fixup! " + LONG + "\n",
                "squash! " + LONG + "\n",
                "amend! " + LONG + "\n");
    }

    static Stream<String> refused() {
        return Stream.of(
                LONG + "\n", "ä".repeat(73) + "\n", "\n# comment\n" + LONG + "\n\nBody\n", "Merged " + LONG + "\n");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(String message) throws Exception {
        Result result = run(message);

        assertThat(result.output()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithAdvice(String message) throws Exception {
        Result result = run(message);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("commit-msg: the subject is too long (saw ")
                .contains("at most 72")
                .contains("git commit -e -F");
    }

    private record Result(int exitCode, String output) {}

    private Result run(String message) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("COMMIT_EDITMSG"), message);
        Process process = new ProcessBuilder(HOOK.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
