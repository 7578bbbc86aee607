package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges the pod template of a resource into the operator's template. Sections merge by field and lists of named entries by name; other
 * lists are replaced. A null deletes a field. Fields that the pods depend on keep the operator's values.
 */
final class TemplatePatch {
    /** Keys of list entries, by the name of the list; the key of other lists is {@code name}. */
    private static final Map<String, String> KEYS = Map.of("volumeMounts", "mountPath", "ports", "containerPort");

    private TemplatePatch() {}

    /**
     * Result of a merge.
     *
     * @param ignoredFields paths of the fields that keep the operator's values
     */
    record Merged(PodTemplateSpec template, List<String> ignoredFields) {}

    /**
     * Merges the templates. The patch is not changed.
     *
     * @param patch the template of the resource, or null
     * @throws IllegalArgumentException if the result is not a pod template; the message names the field
     */
    static Merged apply(PodTemplateSpec own, @Nullable JsonNode patch) {
        if (patch == null) {
            return new Merged(own, List.of());
        }
        JsonNode allowed = patch.deepCopy();
        List<String> ignored = ProtectedFields.removeFrom(allowed, own);
        return new Merged(TemplateTree.read(merge("", TemplateTree.of(own), allowed)), ignored);
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
