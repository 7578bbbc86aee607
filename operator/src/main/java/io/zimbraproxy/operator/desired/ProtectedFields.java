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

/** What of a resource's pod template would break the pods. */
final class ProtectedFields {
    private final List<String> found = new ArrayList<>();

    private ProtectedFields() {}

    /** Takes it away from a template; the paths of what was taken come back. */
    static List<String> takeFrom(JsonNode template, PodTemplateSpec own) {
        ProtectedFields fields = new ProtectedFields();
        fields.metadata(template, own);
        fields.spec(template);
        return List.copyOf(fields.found);
    }

    private void metadata(JsonNode template, PodTemplateSpec own) {
        mayNotBeNull(template, "", "metadata");
        mayNotBeNull(template.path("metadata"), "metadata.", "labels");
        JsonNode labels = template.path("metadata").path("labels");
        own.getMetadata().getLabels().keySet().forEach(label -> mayNotBe(labels, "metadata.labels.", label));
    }

    private void spec(JsonNode template) {
        mayNotBeNull(template, "", "spec");
        JsonNode spec = template.path("spec");
        mayNotBe(spec, "spec.", "serviceAccountName");
        mayNotBe(spec, "spec.", "restartPolicy");
        mayNotBeNull(spec, "spec.", "containers");
        mayNotBeNull(spec, "spec.", "volumes");
        entriesMayNotBe(spec.path("volumes"), "spec.volumes", "name", ofMounts(VolumeMount::getName));
        spec.path("containers").forEach(container -> {
            if (container.path("name").asText().equals(BasePodTemplate.CONTAINER)) {
                proxy(container, "spec.containers[" + BasePodTemplate.CONTAINER + "].");
            }
        });
    }

    private void proxy(JsonNode container, String path) {
        mayNotBe(container, path, "command");
        mayNotBe(container, path, "args");
        mayNotBeNull(container, path, "ports");
        mayNotBeNull(container, path, "volumeMounts");
        entriesMayNotBe(
                container.path("volumeMounts"),
                path + "volumeMounts",
                "mountPath",
                ofMounts(VolumeMount::getMountPath));
    }

    private static Set<String> ofMounts(Function<VolumeMount, String> what) {
        return Volumes.mounts().stream().map(what).collect(Collectors.toSet());
    }

    private void mayNotBe(JsonNode section, String path, String field) {
        if (section instanceof ObjectNode object && object.remove(field) != null) {
            found.add(path + field);
        }
    }

    /** A null would take the whole away. */
    private void mayNotBeNull(JsonNode section, String path, String field) {
        if (section.path(field).isNull()) {
            mayNotBe(section, path, field);
        }
    }

    private void entriesMayNotBe(JsonNode list, String path, String key, Set<String> reserved) {
        if (list instanceof ArrayNode entries) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                String value = entries.get(i).path(key).asText();
                if (reserved.contains(value)) {
                    entries.remove(i);
                    found.add(path + "[" + value + "]");
                }
            }
        }
    }
}
