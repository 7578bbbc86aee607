package io.zimbraproxy.operator.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A field that the API server requires.
 *
 * @param kind the kinds of objects that need the field, separated by bars; {@code *} for all kinds
 * @param path field names separated by dots; {@code []} follows the name of a list. If a list or section is absent, nothing below it
 *     is required
 */
public record RequiredField(String kind, String path) {
    public static List<RequiredField> all() {
        return RequiredField.lines("required.tsv")
                .map(cells -> new RequiredField(cells[0], cells[1]))
                .toList();
    }

    /** Reads the rows of a table in the test resources. */
    static Stream<String[]> lines(String table) {
        return ProjectFiles.text(ProjectFiles.PROJECT.resolve("operator/src/test/resources/k8s/" + table))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t+", -1));
    }

    public boolean isMissingIn(JsonNode object) {
        boolean applies = kind.equals("*")
                || List.of(kind.split("\\|", -1)).contains(object.path("kind").asText());
        return applies && missing(object, List.of(path.split("\\.", -1)));
    }

    private static boolean missing(JsonNode section, List<String> names) {
        String name = names.get(0);
        List<String> below = names.subList(1, names.size());
        if (name.endsWith("[]")) {
            JsonNode list = section.path(name.substring(0, name.length() - 2));
            return StreamSupport.stream(list.spliterator(), false).anyMatch(item -> missing(item, below));
        }
        JsonNode field = section.path(name);
        return below.isEmpty()
                ? field.isMissingNode()
                        || field.isNull()
                        || field.isTextual() && field.asText().isEmpty()
                : field.isObject() && missing(field, below);
    }
}
