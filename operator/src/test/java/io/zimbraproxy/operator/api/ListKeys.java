package io.zimbraproxy.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of the lists that Kubernetes merges by entry ({@code x-kubernetes-list-map-keys}). All other lists are replaced as a whole. */
final class ListKeys {
    private static final Map<String, List<String>> BY_FIELD = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("conditions", List.of("type")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")));

    private static final List<String> OF_CONTAINER_PORTS = List.of("containerPort", "protocol");
    private static final List<String> OF_SERVICE_PORTS = List.of("port", "protocol");

    private ListKeys() {}

    /** Returns the keys of a list; empty if it is replaced as a whole. */
    static List<String> of(String field, JsonNode list) {
        if (field.equals("ports") && !list.isEmpty()) {
            // The ports of network policies have no keys.
            return list.get(0).has("containerPort")
                    ? OF_CONTAINER_PORTS
                    : list.get(0).has("targetPort") ? OF_SERVICE_PORTS : List.of();
        }
        return BY_FIELD.getOrDefault(field, List.of());
    }

    /** Returns the values of the keys in an entry. */
    static ObjectNode key(JsonNode entry, List<String> keys) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        keys.forEach(name -> key.set(name, entry.path(name)));
        return key;
    }

    /** Finds the entry with these key values. */
    static Optional<JsonNode> find(JsonNode list, ObjectNode key, List<String> keys) {
        for (JsonNode entry : list) {
            if (key(entry, keys).equals(key)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
