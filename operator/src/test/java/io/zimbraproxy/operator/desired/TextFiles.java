package io.zimbraproxy.operator.desired;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Text files of a folder, with I/O errors as {@link UncheckedIOException}. */
final class TextFiles {
    private TextFiles() {}

    /** Lists files and folders, sorted by name. */
    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Lists the files whose names start with {@code prefix}, sorted by name. */
    static List<Path> list(Path folder, String prefix) {
        return list(folder).stream()
                .filter(file -> name(file).startsWith(prefix))
                .toList();
    }

    static String name(Path file) {
        return file.getFileName().toString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
