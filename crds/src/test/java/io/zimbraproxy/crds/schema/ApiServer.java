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
 * What the API server does with a resource before it stores it: defaults, the schema, the types of lists, the rules in CEL. Unknown
 * fields are refused, as they are when {@code kubectl} asks for strict validation, which it does unless told otherwise.
 */
final class ApiServer {
    private final JsonNode schema;

    ApiServer(JsonNode schema) {
        this.schema = schema;
    }

    /** Puts defaults into a resource. */
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

    /** Why a resource is refused; empty when it is not. Defaults are put into it. */
    List<String> validate(JsonNode resource) {
        setDefaults(resource);
        ObjectNode strict = schema.deepCopy();
        refuseUnknown(strict);
        endAtTheEnd(strict);
        List<String> reasons = new ArrayList<>();
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(strict)
                .validate(resource)
                .forEach(message -> reasons.add(message.getMessage()));
        if (reasons.isEmpty()) {
            // CEL rules do not see what the schema has refused.
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

    /** To the API server (RE2) a dollar sign is the end of the text; to Java a line feed may follow. */
    private static void endAtTheEnd(JsonNode schema) {
        String pattern = schema.path("pattern").asText();
        if (pattern.endsWith("$") && schema instanceof ObjectNode object) {
            object.put("pattern", pattern.substring(0, pattern.length() - 1) + "\\z");
        }
        schema.forEach(ApiServer::endAtTheEnd);
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
