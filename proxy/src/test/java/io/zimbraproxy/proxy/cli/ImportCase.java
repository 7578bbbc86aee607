package io.zimbraproxy.proxy.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A test case of {@code import}: a folder in {@code src/test/resources/migrate}.
 *
 * <p>Input: files {@code in-*}, and {@code args.txt} with one further argument a line. Expected: {@code out.yaml}, which is missing if
 * the command rejects the input, and {@code expected-err.txt} for standard error, which is missing if that is empty.
 */
record ImportCase(Path folder) {
    /** Exit code and output of the command; messages do not contain the path of the case. */
    record ImportResult(int exitCode, String out, String err) {}

    /** Returns all cases, in order. */
    static Stream<ImportCase> all() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/migrate"))) {
            return folders.filter(Files::isDirectory).sorted().map(ImportCase::new).toList().stream();
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Runs the command on the case, with further arguments. */
    ImportResult run(String... further) throws IOException {
        List<String> arguments = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith("in-"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(arguments::add);
        }
        text("args.txt").lines().forEach(arguments::add);
        arguments.addAll(List.of(further));
        ImportResult result = command("", arguments.toArray(String[]::new));
        return new ImportResult(result.exitCode(), result.out(), result.err().replace(folder + "/", ""));
    }

    /** Runs the command line in this process. */
    static ImportResult command(String standardInput, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ImportCommand command =
                new ImportCommand(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)));
        int exitCode = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new ImportResult(exitCode, out.toString(), err.toString());
    }

    /** Returns a file of the case; empty if it does not exist. */
    String text(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Writes a result as the expected one. */
    void update(ImportResult result) throws IOException {
        if (result.exitCode() == CommandLine.ExitCode.OK) {
            Files.writeString(folder.resolve("out.yaml"), result.out());
        }
        if (result.err().isEmpty()) {
            Files.deleteIfExists(folder.resolve("expected-err.txt"));
        } else {
            Files.writeString(folder.resolve("expected-err.txt"), result.err());
        }
    }
}
