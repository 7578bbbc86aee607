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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A case: one folder in {@code src/test/resources/desired}. The README there describes the files. */
record DesiredCase(Path folder) {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path ALL = RESOURCES.resolve("desired");
    private static final Path SHARED = ALL.resolve("shared");
    private static final Path MINIMAL = ALL.resolve("minimal");
    private static final String PROXY = "in-proxy.yaml";
    private static final String PODS = "in-pods.yaml";
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Returns all cases. The first one is {@code minimal}, because an update writes it before the cases that inherit from it. */
    static Stream<DesiredCase> all() {
        Stream<Path> others = TextFiles.list(ALL).stream()
                .filter(Files::isDirectory)
                .filter(folder -> !folder.equals(SHARED) && !folder.equals(MINIMAL));
        return Stream.concat(Stream.of(MINIMAL), others).map(DesiredCase::new);
    }

    /** Reads the objects of the namespace: the shared Secrets first, then the objects of this case. */
    CaseInput input() {
        return new CaseInput(Stream.of(SHARED, folder)
                .flatMap(place -> TextFiles.list(place, "in-").stream())
                .filter(file -> !file.endsWith(PODS))
                .flatMap(file -> documents(file).stream())
                .toList());
    }

    /** Reads what the ready pods report; an empty list if the case has no pods. */
    JsonNode pods() {
        Path file = folder.resolve(PODS);
        try {
            return Files.exists(file) ? YAML.readTree(TextFiles.read(file)) : JsonNodeFactory.instance.arrayNode();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    CaseResult result() {
        return CaseResult.of(input(), pods());
    }

    ExpectedFiles expected() {
        return new ExpectedFiles(folder, MINIMAL);
    }

    private static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(TextFiles.read(file))) {
            return documents.readAll();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    /** Returns the comment at the top of {@code in-proxy.yaml}. */
    private String title() {
        return TextFiles.read(folder.resolve(PROXY))
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining(" "));
    }

    /** Names the case by its file and title, for test reports. */
    @Override
    public String toString() {
        return RESOURCES.relativize(folder.resolve(PROXY)) + ": " + title();
    }
}
