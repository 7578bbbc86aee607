package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pod template of a resource, merged into the operator's: sections by field, lists of named things by name, other lists as a
 * whole; null takes a field away. What pods cannot do without stays as the operator has it.
 */
final class TemplatePatch {
    /** What tells the entries of a list apart where it is not their name. */
    private static final Map<String, String> KEYS = Map.of("volumeMounts", "mountPath", "ports", "containerPort");

    private TemplatePatch() {}

    /**
     * What came of it.
     *
     * @param template merged
     * @param refused fields that were left as they are
     */
    record Patched(PodTemplateSpec template, List<String> refused) {}

    /**
     * Merges.
     *
     * @throws IllegalArgumentException when the result is no pod template; the message says where
     */
    static Patched apply(PodTemplateSpec own, JsonNode patch) {
        if (patch == null) {
            return new Patched(own, List.of());
        }
        JsonNode allowed = patch.deepCopy();
        List<String> refused = ProtectedFields.takeFrom(allowed, own);
        return new Patched(TemplateTree.read(merge("", TemplateTree.of(own), allowed)), refused);
    }

    private static JsonNode merge(String name, JsonNode own, JsonNode patch) {
        if (own instanceof ObjectNode section && patch.isObject()) {
            patch.properties().forEach(field -> mergeField(section, field.getKey(), field.getValue()));
            return section;
        }
        String key = KEYS.getOrDefault(name, "name");
        if (own instanceof ArrayNode list && patch.isArray() && allHave(key, list)) {
            if (!allHave(key, patch)) {
                throw new IllegalArgumentException("an entry of " + name + " has no " + key);
            }
            patch.forEach(entry -> mergeEntry(key, list, entry));
            return list;
        }
        return patch;
    }

    private static void mergeField(ObjectNode section, String name, JsonNode value) {
        if (value.isNull()) {
            section.remove(name);
        } else if (section.has(name)) {
            section.set(name, merge(name, section.get(name), value));
        } else {
            section.set(name, value);
        }
    }

    private static void mergeEntry(String key, ArrayNode list, JsonNode entry) {
        Optional<JsonNode> known = entries(list).stream()
                .filter(other -> other.get(key).equals(entry.get(key)))
                .findFirst();
        known.ifPresentOrElse(same -> merge("", same, entry), () -> list.add(entry));
    }

    private static boolean allHave(String key, JsonNode list) {
        return entries(list).stream().allMatch(entry -> entry.hasNonNull(key));
    }

    private static List<JsonNode> entries(JsonNode list) {
        List<JsonNode> entries = new ArrayList<>();
        list.forEach(entries::add);
        return entries;
    }
}
