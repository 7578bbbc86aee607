package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder in {@code src/test/resources/desired}, whose README says what is in it. */
record DesiredCase(Path folder) {
    private static final Path ALL = Path.of("src/test/resources/desired");
    private static final String SHARED = "shared";
    private static final String PODS = "in-pods.yaml";
    private static final YAMLMapper YAML = new YAMLMapper();

    static Stream<DesiredCase> all() {
        return list(ALL, Files::isDirectory)
                .filter(folder -> !folder.endsWith(SHARED))
                .map(DesiredCase::new);
    }

    Given given() {
        return new Given(Stream.of(ALL.resolve(SHARED), folder)
                .flatMap(place -> list(
                        place,
                        file -> name(file).startsWith("in-") && !name(file).equals(PODS)))
                .flatMap(file -> documents(file).stream())
                .toList());
    }

    /** What pods say of themselves. */
    JsonNode pods() {
        Path file = folder.resolve(PODS);
        try {
            return Files.exists(file) ? YAML.readTree(read(file)) : JsonNodeFactory.instance.arrayNode();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    Outcome outcome() {
        return Outcome.of(given(), pods());
    }

    /** Texts of the files with what is expected. */
    Map<String, String> expected() {
        Map<String, String> texts = new TreeMap<>();
        outs().forEach(file -> texts.put(name(file), read(file)));
        return texts;
    }

    /** From now on this is expected. */
    void expect(Map<String, String> texts) throws IOException {
        for (Path file : outs().toList()) {
            Files.delete(file);
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(folder.resolve(text.getKey()), text.getValue());
        }
    }

    private Stream<Path> outs() {
        return list(folder, file -> name(file).startsWith("out-"));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Stream<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(read(file))) {
            return documents.readAll();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    @Override
    public String toString() {
        return name(folder);
    }
}
