package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Objects;

/** Lets the API server add {@code deployment} with its defaults, because the scale subresource needs the number of pods. */
public final class DeploymentDefault implements SchemaCustomizer.Customizer {
    @Override
    public JSONSchemaProps apply(JSONSchemaProps spec, String input, KubernetesSerialization serialization) {
        Objects.requireNonNull(spec.getProperties().get("deployment"))
                .setDefault(JsonNodeFactory.instance.objectNode());
        return spec;
    }
}
