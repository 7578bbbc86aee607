package io.zimbraproxy.proxy.migrate.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files, folders and standard input that the command line names, 128 MiB at most. */
final class InputFiles {
    /** Enough for about ten thousand domains with all their attributes. */
    static final int MAX_BYTES = 128 * 1024 * 1024;

    private static final int MAX_FILES = 10_000;
    private static final int MAX_DEPTH = 4;

    private final List<InputText> texts = new ArrayList<>();
    private final List<String> skipped;
    private int bytesLeft = MAX_BYTES;

    /** Creates a reader that adds a message to {@code skipped} for each unusable file in a folder. */
    InputFiles(List<String> skipped) {
        this.skipped = skipped;
    }

    /** Reads a file, or all files in a folder; {@code -} reads {@code standardInput}. */
    void add(String name, InputStream standardInput) throws BadInput {
        if (name.equals("-")) {
            try {
                texts.add(TextLines.read("standard input", bytes("standard input", standardInput), true));
            } catch (IOException unreadable) {
                throw new BadInput("standard input", "cannot be read", "save the output in a file and name that file");
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
            throw new BadInput(folder.toString(), "cannot be read", "check the permissions of the folder");
        }
        if (files.size() > MAX_FILES) {
            throw new BadInput(folder.toString(), "has more than " + MAX_FILES + " files", "name single files");
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
            String what = Files.exists(file) ? "cannot be read" : "does not exist";
            throw new BadInput(file.toString(), what, "check the path and its permissions");
        }
        try {
            texts.add(TextLines.read(file.toString(), bytes, named));
        } catch (BadInput notText) {
            if (named) {
                throw notText;
            }
            skipped.add(String.valueOf(notText.getMessage()));
        }
    }

    private byte[] bytes(String name, InputStream in) throws IOException, BadInput {
        byte[] bytes = in.readNBytes(bytesLeft + 1);
        if (bytes.length > bytesLeft) {
            throw new BadInput(
                    name, "makes the whole input larger than 128 MiB", "omit files that are not about the proxy");
        }
        bytesLeft -= bytes.length;
        return bytes;
    }

    /** Returns the files, in the order in which they were read. */
    List<InputText> texts() {
        return List.copyOf(texts);
    }
}
