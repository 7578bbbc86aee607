package io.zimbraproxy.crds.spec;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * Finishes the schema of durations, which are known by their rule: the generator leaves out what does not fit the Java type, and
 * takes the rules from field and accessor both. Without a bound on its text the API server would reckon the rule too costly.
 */
public final class DurationSchema implements SchemaCustomizer.Customizer {
    @Override
    public JSONSchemaProps apply(JSONSchemaProps schema, String input, KubernetesSerialization serialization) {
        List<ValidationRule> rules = schema.getXKubernetesValidations();
        if (rules != null && rules.stream().map(ValidationRule::getRule).anyMatch(DurationSchema::isOfDuration)) {
            schema.setPattern(GoDuration.PATTERN);
            schema.setMinLength((long) GoDuration.MIN_LENGTH);
            schema.setMaxLength((long) GoDuration.MAX_LENGTH);
            schema.setXKubernetesValidations(rules.stream().distinct().toList());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> apply(property, input, serialization));
        }
        if (schema.getItems() != null) {
            apply(schema.getItems().getSchema(), input, serialization);
        }
        return schema;
    }

    private static boolean isOfDuration(String rule) {
        return GoDuration.POSITIVE.equals(rule) || GoDuration.NOT_NEGATIVE.equals(rule);
    }
}
