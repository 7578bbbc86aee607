package io.zimbraproxy.operator.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of the project, and YAML in the folder k8s. */
final class ProjectFiles {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    static final Path K8S = PROJECT.resolve("k8s");
    static final Path CHART = K8S.resolve("helm/zimbra-proxy-operator");

    private static final YAMLMapper YAML = new YAMLMapper();

    private ProjectFiles() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Reads the objects of one or more YAML documents; skips empty documents. */
    static List<JsonNode> objects(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String yaml(JsonNode object) {
        try {
            return YAML.writeValueAsString(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Lists all files below a folder, sorted. */
    static List<Path> files(Path under) {
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
