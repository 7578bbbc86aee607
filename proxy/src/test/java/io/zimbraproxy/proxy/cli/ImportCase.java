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
 * A folder of {@code src/test/resources/migrate}: {@code in-*} files, {@code args.txt} with one more argument a line, {@code out.yaml}
 * unless the input is refused, and {@code expected-err.txt} for what is said on standard error.
 */
record ImportCase(Path folder) {
    /** What the command did; paths of the folder are taken out of messages. */
    record Outcome(int exitCode, String out, String err) {}

    /** All of them. */
    static Stream<ImportCase> all() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/migrate"))) {
            return folders.filter(Files::isDirectory).sorted().map(ImportCase::new).toList().stream();
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Runs the command on the case, with more arguments. */
    Outcome run(String... more) throws IOException {
        List<String> arguments = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith("in-"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(arguments::add);
        }
        text("args.txt").lines().forEach(arguments::add);
        arguments.addAll(List.of(more));
        Outcome outcome = command("", arguments.toArray(String[]::new));
        return new Outcome(outcome.exitCode(), outcome.out(), outcome.err().replace(folder + "/", ""));
    }

    /** Runs the command line in this process. */
    static Outcome command(String standardInput, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ImportCommand command =
                new ImportCommand(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)));
        int exitCode = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    /** A file of the case; empty when there is none. */
    String text(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Writes what the command did down as what is expected. */
    void update(Outcome outcome) throws IOException {
        if (outcome.exitCode() == CommandLine.ExitCode.OK) {
            Files.writeString(folder.resolve("out.yaml"), outcome.out());
        }
        if (outcome.err().isEmpty()) {
            Files.deleteIfExists(folder.resolve("expected-err.txt"));
        } else {
            Files.writeString(folder.resolve("expected-err.txt"), outcome.err());
        }
    }
}
