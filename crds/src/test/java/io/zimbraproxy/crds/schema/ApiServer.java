package io.zimbraproxy.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Validation of a resource as by the API server: defaults, schema, list types and CEL rules. Unknown fields are refused, as in the
 * strict validation that {@code kubectl} requests by default.
 */
final class ApiServer {
    private final JsonNode schema;

    ApiServer(JsonNode schema) {
        this.schema = schema;
    }

    /** Sets the defaults of absent fields. */
    void setDefaults(JsonNode resource) {
        setDefaults(schema, resource);
    }

    private static void setDefaults(JsonNode schema, JsonNode value) {
        if (value.isArray()) {
            value.forEach(entry -> setDefaults(schema.path("items"), entry));
        }
        if (value instanceof ObjectNode section) {
            schema.path("properties").properties().forEach(property -> {
                if (section.path(property.getKey()).isNull()) {
                    section.remove(property.getKey());
                }
                JsonNode byDefault = property.getValue().path("default");
                if (!section.has(property.getKey()) && !byDefault.isMissingNode()) {
                    section.set(property.getKey(), byDefault.deepCopy());
                }
                if (section.has(property.getKey())) {
                    setDefaults(property.getValue(), section.get(property.getKey()));
                }
            });
        }
    }

    /** Sets defaults and returns the reasons to refuse the resource; empty if it is accepted. */
    List<String> validate(JsonNode resource) {
        setDefaults(resource);
        ObjectNode strict = schema.deepCopy();
        refuseUnknown(strict);
        replaceDollar(strict);
        List<String> reasons = new ArrayList<>();
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(strict)
                .validate(resource)
                .forEach(message -> reasons.add(message.getMessage()));
        if (reasons.isEmpty()) {
            // The API server evaluates CEL rules only for resources that match the schema.
            rules("", schema, resource, reasons);
        }
        return reasons;
    }

    private static void refuseUnknown(JsonNode schema) {
        if (schema instanceof ObjectNode object && schema.path("properties").isObject()) {
            object.put("additionalProperties", false);
            if (schema.path("properties").has("spec")) {
                ObjectNode properties = (ObjectNode) schema.path("properties");
                List.of("apiVersion", "kind", "metadata").forEach(properties::putObject);
            }
        }
        schema.forEach(ApiServer::refuseUnknown);
    }

    /** Replaces the dollar sign, which is the end of the text in RE2 and allows a line feed after it in Java. */
    private static void replaceDollar(JsonNode schema) {
        String pattern = schema.path("pattern").asText();
        if (pattern.endsWith("$") && schema instanceof ObjectNode object) {
            object.put("pattern", pattern.substring(0, pattern.length() - 1) + "\\z");
        }
        schema.forEach(ApiServer::replaceDollar);
    }

    private static void rules(String path, JsonNode schema, JsonNode value, List<String> reasons) {
        schema.path("x-kubernetes-validations").forEach(rule -> {
            if (!CelRule.holds(rule.path("rule").asText(), value)) {
                reasons.add(path + ": " + rule.path("message").asText());
            }
        });
        if (value.isArray()) {
            repeated(path, schema, value, reasons);
            for (int i = 0; i < value.size(); i++) {
                rules(path + "[" + i + "]", schema.path("items"), value.get(i), reasons);
            }
        }
        value.properties()
                .forEach(field -> rules(
                        path + "." + field.getKey(),
                        schema.path("properties").path(field.getKey()),
                        field.getValue(),
                        reasons));
    }

    private static void repeated(String path, JsonNode schema, JsonNode list, List<String> reasons) {
        String type = schema.path("x-kubernetes-list-type").asText();
        if (type.isEmpty()) {
            return;
        }
        Set<JsonNode> seen = new HashSet<>();
        list.forEach(entry -> {
            if (!seen.add(type.equals("map") ? keys(schema, entry) : entry)) {
                reasons.add(path + ": duplicate entry " + entry);
            }
        });
    }

    private static JsonNode keys(JsonNode schema, JsonNode entry) {
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(entry.path(key.asText())));
        return keys;
    }
}
