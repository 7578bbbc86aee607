package io.zimbraproxy.crds.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A manifest in {@code src/test/resources/cases}. Its comments are the expectation: {@code # expect: path: what is wrong; what to do}
 * for each problem, in order, and {@code # only: java} if the API server accepts the manifest.
 */
public record Case(String name, String text) {
    private static final Path FOLDER = Path.of("src/test/resources/cases");
    private static final String EXPECT = "# expect: ";

    /** Returns all cases of a directory, sorted by name. */
    public static Stream<Case> in(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            List<Path> sorted = files.sorted().toList();
            return sorted.stream().map(Case::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Case read(Path file) {
        try {
            return new Case(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    List<String> expected() {
        return text.lines()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();
    }

    /** Returns true if the API server accepts the manifest. */
    public boolean onlyJava() {
        return text.lines().anyMatch("# only: java"::equals);
    }

    @Override
    public String toString() {
        return name;
    }
}
