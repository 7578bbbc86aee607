package io.zimbraproxy.crds.spec;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Objects;

/** Declares {@code podTemplate} as an object with any fields, because Kubernetes defines its content. */
public final class PodTemplateSchema implements SchemaCustomizer.Customizer {
    @Override
    public JSONSchemaProps apply(JSONSchemaProps deployment, String input, KubernetesSerialization serialization) {
        JSONSchemaProps template =
                Objects.requireNonNull(deployment.getProperties().get("podTemplate"));
        template.setType("object");
        template.setMaxProperties(2L);
        template.setXKubernetesPreserveUnknownFields(true);
        return deployment;
    }
}
