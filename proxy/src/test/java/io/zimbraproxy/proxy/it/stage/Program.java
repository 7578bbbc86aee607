package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real programs that tests run. */
public final class Program {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Program() {}

    /** The exit code and the output of a program, standard error included. */
    public record Result(int exit, String output) {
        public Result requireSuccess() {
            assertThat(exit).as(output).isZero();
            return this;
        }
    }

    /** Returns the path of a program. If it is missing, the test is skipped; in CI it fails. */
    public static Path require(String name, String debianPackage) {
        return requireOneOf(List.of(name), debianPackage);
    }

    /** Returns the path of a program with several names. The first name that exists counts. */
    public static Path requireOneOf(List<String> names, String debianPackage) {
        Optional<Path> found = names.stream()
                .flatMap(name -> folders().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        Requirement.of(
                found.isPresent(),
                String.join(" or ", names) + " is missing; on Debian: apt-get install " + debianPackage);
        return found.get();
    }

    private static Stream<String> folders() {
        return Stream.concat(
                Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/lib/dovecot"));
    }

    /** Runs a program to its end. */
    public static Result run(Path folder, List<String> command) throws IOException, InterruptedException {
        return run(folder, Map.of(), command);
    }

    /** Runs a program to its end, with additional environment variables. */
    public static Result run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        return run(folder, environment, command, PATIENCE);
    }

    /** Runs a program to its end, which must come within {@code patience}. */
    public static Result run(Path folder, Map<String, String> environment, List<String> command, Duration patience)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException(command + " does not end:\n" + text(output));
        }
        return new Result(process.exitValue(), text(output));
    }

    /** Decodes bytes that are not UTF-8 as replacement characters instead of failing. */
    private static String text(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }
}
