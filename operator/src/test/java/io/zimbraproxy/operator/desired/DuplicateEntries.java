package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds duplicate entries in lists that the API server merges by key. */
final class DuplicateEntries {
    /** Maps the name of a list to its keys; each key is a list of fields that must be unique together. */
    private static final Map<String, List<List<String>>> KEYS = new TreeMap<>(Map.of(
            "containers", List.of(List.of("name")),
            "initContainers", List.of(List.of("name")),
            "volumes", List.of(List.of("name")),
            "env", List.of(List.of("name")),
            "volumeMounts", List.of(List.of("mountPath")),
            "ports", List.of(List.of("name"), List.of("port", "containerPort", "protocol"))));

    private DuplicateEntries() {}

    /** Returns one text for each duplicate, such as {@code volumeMounts: ["/tmp"] twice}. */
    static Set<String> in(JsonNode object) {
        Set<String> found = new HashSet<>();
        look(object, found);
        return found;
    }

    private static void look(JsonNode section, Set<String> found) {
        section.properties().forEach(field -> KEYS.getOrDefault(field.getKey(), List.of())
                .forEach(keys -> entries(field.getKey(), field.getValue(), keys, found)));
        section.forEach(part -> look(part, found));
    }

    private static void entries(String list, JsonNode entries, List<String> keys, Set<String> found) {
        Set<List<JsonNode>> seen = new HashSet<>();
        entries.forEach(entry -> {
            List<JsonNode> key = keys.stream().map(entry::path).toList();
            if (!key.stream().allMatch(JsonNode::isMissingNode) && !seen.add(key)) {
                found.add(list + ": " + key + " twice");
            }
        });
    }
}
