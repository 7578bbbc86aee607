package io.zimbraproxy.crds.spec;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * Completes the schema of durations, which it finds by their validation rule.
 *
 * <p>The generator omits keywords that do not fit the Java type, and takes each rule twice, from field and accessor. Without a
 * maximum length, the API server estimates the rule as too costly.
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
