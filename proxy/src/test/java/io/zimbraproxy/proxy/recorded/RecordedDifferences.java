package io.zimbraproxy.proxy.recorded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Lists of cases in which this proxy differs from the recorded one. {@code recorded/README.md} describes them. */
public final class RecordedDifferences {
    private static final Path FOLDER = Path.of("src/test/resources/recorded");

    private RecordedDifferences() {}

    /** Reads the reasons in a list, by case name. */
    public static Map<String, String> in(String file) {
        try (Stream<String> lines = Files.lines(FOLDER.resolve(file), StandardCharsets.UTF_8)) {
            Map<String, String> differences = new LinkedHashMap<>();
            lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(fields -> differences.put(fields[0], fields[1]));
            return differences;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
