package io.zimbraproxy.operator.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Removes fields from a resource's pod template that would break the pods. */
final class ProtectedFields {
    private final List<String> removed = new ArrayList<>();

    private ProtectedFields() {}

    /**
     * Removes the fields.
     *
     * @param template the resource's template, which is changed
     * @param own the operator's template
     * @return the paths of the removed fields
     */
    static List<String> removeFrom(JsonNode template, PodTemplateSpec own) {
        ProtectedFields fields = new ProtectedFields();
        fields.metadata(template, own);
        fields.spec(template);
        return List.copyOf(fields.removed);
    }

    private void metadata(JsonNode template, PodTemplateSpec own) {
        removeNull(template, "", "metadata");
        removeNull(template.path("metadata"), "metadata.", "labels");
        JsonNode labels = template.path("metadata").path("labels");
        own.getMetadata().getLabels().keySet().forEach(label -> remove(labels, "metadata.labels.", label));
    }

    private void spec(JsonNode template) {
        removeNull(template, "", "spec");
        JsonNode spec = template.path("spec");
        remove(spec, "spec.", "serviceAccountName");
        remove(spec, "spec.", "restartPolicy");
        removeNull(spec, "spec.", "containers");
        removeNull(spec, "spec.", "volumes");
        removeEntries(spec.path("volumes"), "spec.volumes", "name", ofMounts(VolumeMount::getName));
        spec.path("containers").forEach(container -> {
            if (container.path("name").asText().equals(BasePodTemplate.CONTAINER)) {
                proxy(container, "spec.containers[" + BasePodTemplate.CONTAINER + "].");
            }
        });
    }

    private void proxy(JsonNode container, String path) {
        remove(container, path, "command");
        remove(container, path, "args");
        removeNull(container, path, "ports");
        removeNull(container, path, "volumeMounts");
        removeEntries(
                container.path("volumeMounts"),
                path + "volumeMounts",
                "mountPath",
                ofMounts(VolumeMount::getMountPath));
    }

    private static Set<String> ofMounts(Function<VolumeMount, String> property) {
        return Volumes.mounts().stream().map(property).collect(Collectors.toSet());
    }

    private void remove(JsonNode section, String path, String field) {
        if (section instanceof ObjectNode object && object.remove(field) != null) {
            removed.add(path + field);
        }
    }

    /** Removes a field whose value is null, because null would delete the operator's field. */
    private void removeNull(JsonNode section, String path, String field) {
        if (section.path(field).isNull()) {
            remove(section, path, field);
        }
    }

    private void removeEntries(JsonNode list, String path, String key, Set<String> reserved) {
        if (list instanceof ArrayNode entries) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                String value = entries.get(i).path(key).asText();
                if (reserved.contains(value)) {
                    entries.remove(i);
                    removed.add(path + "[" + value + "]");
                }
            }
        }
    }
}
