package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The pod template of a resource, merged into the operator's: sections by field, lists of named things by name, other lists as a
 * whole; null takes a field away. What pods cannot do without stays as the operator has it.
 */
final class TemplatePatch {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** Of the container {@link PodTemplate#CONTAINER}. */
    private static final List<String> PROTECTED = List.of("command", "args");

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
     * @throws IllegalArgumentException when the result is no pod template
     */
    static Patched apply(PodTemplateSpec own, JsonNode patch) {
        if (patch == null) {
            return new Patched(own, List.of());
        }
        List<String> refused = new ArrayList<>();
        JsonNode allowed = allowed(own, patch.deepCopy(), refused);
        JsonNode merged = merge(MAPPER.valueToTree(own), allowed);
        try {
            return new Patched(MAPPER.treeToValue(merged, PodTemplateSpec.class), List.copyOf(refused));
        } catch (JsonProcessingException mismatch) {
            throw new IllegalArgumentException(mismatch.getOriginalMessage(), mismatch);
        }
    }

    /** The patch without what would break the pods. */
    private static JsonNode allowed(PodTemplateSpec own, JsonNode patch, List<String> refused) {
        JsonNode labels = patch.path("metadata").path("labels");
        own.getMetadata()
                .getLabels()
                .keySet()
                .forEach(label -> drop(labels, label, "metadata.labels." + label, refused));
        JsonNode spec = patch.path("spec");
        drop(spec, "serviceAccountName", "spec.serviceAccountName", refused);
        drop(spec, "restartPolicy", "spec.restartPolicy", refused);
        named(spec.path("containers"), PodTemplate.CONTAINER).forEach(container -> {
            for (String field : PROTECTED) {
                drop(container, field, "spec.containers[" + PodTemplate.CONTAINER + "]." + field, refused);
            }
        });
        Volumes.mounts().forEach(mount -> {
            if (remove(spec.path("volumes"), mount.getName())) {
                refused.add("spec.volumes[" + mount.getName() + "]");
            }
        });
        return patch;
    }

    private static void drop(JsonNode section, String field, String path, List<String> refused) {
        if (section instanceof ObjectNode object && object.remove(field) != null) {
            refused.add(path);
        }
    }

    private static List<JsonNode> named(JsonNode list, String name) {
        List<JsonNode> found = new ArrayList<>();
        list.forEach(entry -> {
            if (entry.path("name").asText().equals(name)) {
                found.add(entry);
            }
        });
        return found;
    }

    private static boolean remove(JsonNode list, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("name").asText().equals(name)) {
                ((ArrayNode) list).remove(i);
                return true;
            }
        }
        return false;
    }

    private static JsonNode merge(JsonNode own, JsonNode patch) {
        if (own instanceof ObjectNode section && patch.isObject()) {
            patch.properties().forEach(field -> {
                if (field.getValue().isNull()) {
                    section.remove(field.getKey());
                } else if (section.has(field.getKey())) {
                    section.set(field.getKey(), merge(section.get(field.getKey()), field.getValue()));
                } else {
                    section.set(field.getKey(), field.getValue());
                }
            });
            return section;
        }
        return own instanceof ArrayNode list && isNamed(list) && isNamed(patch) ? mergeNamed(list, patch) : patch;
    }

    private static boolean isNamed(JsonNode list) {
        boolean named = list.isArray() && !list.isEmpty();
        for (JsonNode entry : list) {
            named &= entry.path("name").isTextual();
        }
        return named;
    }

    private static JsonNode mergeNamed(ArrayNode own, JsonNode patch) {
        patch.forEach(entry -> {
            List<JsonNode> known = named(own, entry.path("name").asText());
            if (known.isEmpty()) {
                own.add(entry);
            } else {
                merge(known.get(0), entry);
            }
        });
        return own;
    }
}
