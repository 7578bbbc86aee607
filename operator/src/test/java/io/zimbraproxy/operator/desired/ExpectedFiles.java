package io.zimbraproxy.operator.desired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files that a case expects. A case inherits the files of {@code minimal}; its folder holds only the files that differ, the
 * additional ones, and a list of the files that {@code minimal} has and the case does not.
 */
final class ExpectedFiles {
    private static final String PREFIX = "out-";

    /** Lists file names of {@code minimal}, one on each line, whose objects are not applied in this case. */
    private static final String ABSENT = "out-absent.txt";

    private final Path folder;
    private final Path minimal;
    private final Map<String, String> inherited;

    /** Reads the files of {@code minimal} unless {@code folder} is {@code minimal} itself, which inherits nothing. */
    ExpectedFiles(Path folder, Path minimal) {
        this.folder = folder;
        this.minimal = minimal;
        inherited = folder.equals(minimal) ? Map.of() : texts(minimal);
    }

    private static Map<String, String> texts(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        TextFiles.list(folder, PREFIX).forEach(file -> texts.put(TextFiles.name(file), TextFiles.read(file)));
        return texts;
    }

    /** Returns all expected texts by file name: inherited files, replaced or removed by the files of the case. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(inherited);
        all.putAll(own());
        String absent = all.remove(ABSENT);
        if (absent != null) {
            absent.lines().forEach(all::remove);
        }
        return all;
    }

    /** Returns the texts of the files in the folder of the case. */
    Map<String, String> own() {
        return texts(folder);
    }

    /** Returns the texts that the folder of a case has to hold if {@code all} is expected: the differences from {@code minimal}. */
    Map<String, String> differences(Map<String, String> all) {
        Map<String, String> differences = new TreeMap<>(all);
        differences.entrySet().removeAll(inherited.entrySet());
        String absent = inherited.keySet().stream()
                .filter(file -> !all.containsKey(file))
                .map(file -> file + "\n")
                .collect(Collectors.joining());
        if (!absent.isEmpty()) {
            differences.put(ABSENT, absent);
        }
        return differences;
    }

    /** Returns the file that holds the expectation for {@code name}: in the folder of the case, or in {@code minimal}. */
    Path source(String name) {
        Path own = folder.resolve(name);
        return Files.exists(own) ? own : minimal.resolve(name);
    }

    /** Replaces the files of the case so that {@code all} is expected. */
    void update(Map<String, String> all) throws IOException {
        for (Path file : TextFiles.list(folder, PREFIX)) {
            Files.delete(file);
        }
        for (Map.Entry<String, String> text : differences(all).entrySet()) {
            Files.writeString(folder.resolve(text.getKey()), text.getValue());
        }
    }
}
