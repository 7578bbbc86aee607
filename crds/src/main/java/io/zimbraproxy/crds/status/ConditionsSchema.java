package io.zimbraproxy.crds.status;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Completes the schema of the conditions ({@code metav1.Condition}): one of each type, with required fields and descriptions. */
public final class ConditionsSchema implements SchemaCustomizer.Customizer {
    private static final Map<String, String> FIELDS = Map.of(
            "type", "Aspect that the condition describes.",
            "status", "True, False or Unknown.",
            "reason", "Reason in one word, for programs.",
            "message", "Reason in a sentence, for people.",
            "lastTransitionTime", "Time of the last change of status, RFC 3339.",
            "observedGeneration", "Generation of the resource that the condition describes.");

    @Override
    public JSONSchemaProps apply(JSONSchemaProps status, String input, KubernetesSerialization serialization) {
        JSONSchemaProps list = Objects.requireNonNull(status.getProperties().get("conditions"));
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of("type"));
        JSONSchemaProps condition = list.getItems().getSchema();
        condition.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        condition.getProperties().forEach((field, property) -> property.setDescription(FIELDS.get(field)));
        return status;
    }
}
