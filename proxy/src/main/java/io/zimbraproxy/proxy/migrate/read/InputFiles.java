package io.zimbraproxy.proxy.migrate.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what the command line names: files, folders and standard input; not more than 128 MiB of it. */
final class InputFiles {
    /** Enough for some ten thousand domains with all their attributes. */
    static final int MAX_BYTES = 128 * 1024 * 1024;

    private static final int MAX_FILES = 10_000;
    private static final int MAX_DEPTH = 4;

    private final List<InputText> texts = new ArrayList<>();
    private final List<String> skipped;
    private int bytesLeft = MAX_BYTES;

    /** What is left out of folders is added to {@code skipped}. */
    InputFiles(List<String> skipped) {
        this.skipped = skipped;
    }

    /** Reads a file, or all files in a folder; {@code -} is {@code standardInput}. */
    void add(String name, InputStream standardInput) throws BadInput {
        if (name.equals("-")) {
            try {
                texts.add(TextLines.read("standard input", bytes("standard input", standardInput), true));
            } catch (IOException unreadable) {
                throw new BadInput("standard input", "cannot be read", "write the output into a file and name that");
            }
            return;
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            folder(path);
        } else {
            file(path, true);
        }
    }

    private void folder(Path folder) throws BadInput {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .limit(MAX_FILES + 1)
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new BadInput(folder.toString(), "cannot be read", "name a folder that the user may read");
        }
        if (files.size() > MAX_FILES) {
            throw new BadInput(folder.toString(), "has more than " + MAX_FILES + " files", "name those that matter");
        }
        for (Path file : files) {
            file(file, false);
        }
    }

    private void file(Path file, boolean named) throws BadInput {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = bytes(file.toString(), in);
        } catch (IOException unreadable) {
            String what = Files.exists(file) ? "cannot be read" : "the file does not exist";
            throw new BadInput(file.toString(), what, "check the path and its permissions");
        }
        try {
            texts.add(TextLines.read(file.toString(), bytes, named));
        } catch (BadInput noText) {
            if (named) {
                throw noText;
            }
            skipped.add(noText.getMessage());
        }
    }

    private byte[] bytes(String name, InputStream in) throws IOException, BadInput {
        byte[] bytes = in.readNBytes(bytesLeft + 1);
        if (bytes.length > bytesLeft) {
            throw new BadInput(name, "makes more than 128 MiB of input", "leave out what is not about the proxy");
        }
        bytesLeft -= bytes.length;
        return bytes;
    }

    /** What was read so far, in order. */
    List<InputText> texts() {
        return List.copyOf(texts);
    }
}
