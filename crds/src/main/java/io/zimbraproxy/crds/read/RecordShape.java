package io.zimbraproxy.crds.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Required;
import io.zimbraproxy.crds.validate.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a tree with the records into which Jackson will read it. It reports each value that does not fit and omits it, so that
 * the rules can check the rest.
 */
final class RecordShape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<Problem> problems;
    private final ScalarShape scalars;

    /** Reports to {@code problems}. */
    RecordShape(List<Problem> problems) {
        this.problems = problems;
        this.scalars = new ScalarShape(problems);
    }

    /** Returns the fitting part of the section at {@code path}. */
    ObjectNode fit(String path, JsonNode section, Class<?> shape) {
        ObjectNode fitting = NODES.objectNode();
        if (!section.isObject()) {
            problems.add(new Problem(
                    path, "is not a section", ScalarShape.seen(section), "write its fields below it, indented"));
            return fitting;
        }
        Map<String, RecordComponent> components = components(shape);
        section.properties().forEach(field -> {
            String at = path + "." + field.getKey();
            RecordComponent component = components.get(field.getKey());
            if (component == null) {
                String advice = Nearest.advice(field.getKey(), components.keySet());
                problems.add(new Problem(at, "is not a known field", null, advice));
            } else if (!field.getValue().isNull()) {
                JsonNode value = value(at, field.getValue(), component.getGenericType());
                fitting.set(field.getKey(), value);
            }
        });
        components.forEach((name, component) -> {
            boolean missing =
                    section.path(name).isMissingNode() || section.path(name).isNull();
            if (missing && component.getAccessor().isAnnotationPresent(Required.class)) {
                problems.add(new Problem(path + "." + name, "is missing", null, "add it"));
            }
        });
        return fitting;
    }

    private static Map<String, RecordComponent> components(Class<?> shape) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : shape.getRecordComponents()) {
            components.put(component.getName(), component);
        }
        return components;
    }

    /** Returns the value, or JSON null if it does not fit. */
    private JsonNode value(String path, JsonNode node, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? list(path, node, (Class<?>) arguments[0])
                    : map(path, node, (Class<?>) arguments[1]);
        }
        Class<?> single = (Class<?>) type;
        if (single == JsonNode.class) {
            return anySection(path, node);
        }
        return single.isRecord() ? fit(path, node, single) : scalars.fit(path, node, single);
    }

    /** Accepts any section, because Kubernetes defines its fields. */
    private JsonNode anySection(String path, JsonNode node) {
        if (node.isObject()) {
            return node;
        }
        problems.add(
                new Problem(path, "is not a section", ScalarShape.seen(node), "write its fields below it, indented"));
        return NODES.nullNode();
    }

    /** Replaces text entries that do not fit by empty texts, so that later entries keep their index. */
    private JsonNode list(String path, JsonNode node, Class<?> element) {
        if (!node.isArray()) {
            problems.add(new Problem(
                    path, "is not a list", ScalarShape.seen(node), "write one entry per line, each after a hyphen"));
            return NODES.nullNode();
        }
        ArrayNode fitting = NODES.arrayNode();
        for (int i = 0; i < node.size(); i++) {
            JsonNode value = value(path + "[" + i + "]", node.get(i), element);
            if (!value.isNull()) {
                fitting.add(value);
            } else if (element == String.class) {
                fitting.add("");
            }
        }
        return fitting;
    }

    private JsonNode map(String path, JsonNode node, Class<?> element) {
        if (!node.isObject()) {
            problems.add(new Problem(
                    path, "is not a section of names and values", ScalarShape.seen(node), "write name: value"));
            return NODES.nullNode();
        }
        ObjectNode fitting = NODES.objectNode();
        node.properties().forEach(field -> {
            JsonNode value = value(path + "." + field.getKey(), field.getValue(), element);
            if (!value.isNull()) {
                fitting.set(field.getKey(), value);
            }
        });
        return fitting;
    }
}
