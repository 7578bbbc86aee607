package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Entries of lists that are there twice where the API server takes each once. */
final class Twice {
    /** By the name of the list, what tells its entries apart. */
    private static final Map<String, List<List<String>>> KEYS = new TreeMap<>(Map.of(
            "containers", List.of(List.of("name")),
            "initContainers", List.of(List.of("name")),
            "volumes", List.of(List.of("name")),
            "env", List.of(List.of("name")),
            "volumeMounts", List.of(List.of("mountPath")),
            "ports", List.of(List.of("name"), List.of("port", "containerPort", "protocol"))));

    private Twice() {}

    /** Each as {@code volumeMounts: "/tmp" twice}. */
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
