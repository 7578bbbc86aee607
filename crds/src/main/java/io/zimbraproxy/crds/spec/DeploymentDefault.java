package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The section of the pods is always there, with its defaults: without a number of pods there is nothing to scale. */
public final class DeploymentDefault implements SchemaCustomizer.Customizer {
    @Override
    public JSONSchemaProps apply(JSONSchemaProps spec, String input, KubernetesSerialization serialization) {
        spec.getProperties().get("deployment").setDefault(JsonNodeFactory.instance.objectNode());
        return spec;
    }
}
