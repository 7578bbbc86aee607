package io.zimbraproxy.crds.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Required;
import io.zimbraproxy.crds.spec.GoDuration;
import io.zimbraproxy.crds.validate.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a tree with the records it will be read into. */
final class RecordShape {
    private final List<Problem> problems;

    /** What does not fit is added to {@code problems}. */
    RecordShape(List<Problem> problems) {
        this.problems = problems;
    }

    void check(String path, JsonNode node, Class<?> shape) {
        if (!node.isObject()) {
            wrong(path, "is not a section", node, "write its fields below it");
            return;
        }
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : shape.getRecordComponents()) {
            components.put(component.getName(), component);
        }
        node.properties().forEach(field -> {
            RecordComponent component = components.get(field.getKey());
            String at = path + "." + field.getKey();
            if (component == null) {
                problems.add(new Problem(
                        at, "is not a known field", null, Nearest.advice(field.getKey(), components.keySet())));
            } else if (!field.getValue().isNull()) {
                value(at, field.getValue(), component.getGenericType());
            }
        });
        for (RecordComponent component : components.values()) {
            boolean missing = node.path(component.getName()).isMissingNode()
                    || node.path(component.getName()).isNull();
            if (missing && required(shape, component)) {
                problems.add(new Problem(path + "." + component.getName(), "is missing", null, "add it"));
            }
        }
    }

    /** The annotation of a component stands on its field. */
    private static boolean required(Class<?> shape, RecordComponent component) {
        try {
            return shape.getDeclaredField(component.getName()).isAnnotationPresent(Required.class);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void value(String path, JsonNode node, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == List.class) {
                list(path, node, last);
            } else {
                map(path, node, last);
            }
        } else {
            single(path, node, (Class<?>) type);
        }
    }

    private void list(String path, JsonNode node, Type element) {
        if (!node.isArray()) {
            wrong(path, "is not a list", node, "write one entry a line, each behind a hyphen");
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            value(path + "[" + i + "]", node.get(i), element);
        }
    }

    private void map(String path, JsonNode node, Type element) {
        if (!node.isObject()) {
            wrong(path, "is not a section of names and values", node, "write name: value");
            return;
        }
        node.properties().forEach(field -> value(path + "." + field.getKey(), field.getValue(), element));
    }

    private void single(String path, JsonNode node, Class<?> type) {
        if (type.isRecord()) {
            check(path, node, type);
        } else if (type.isEnum()) {
            constant(path, node, type);
        } else if (type == String.class) {
            if (!node.isTextual()) {
                wrong(path, "is not text", node, node.isValueNode() ? "put it into quotes" : "write one value");
            }
        } else if (type == Integer.class) {
            if (!node.isIntegralNumber() || !node.canConvertToInt()) {
                wrong(
                        path,
                        "is not a whole number",
                        node,
                        node.isTextual() ? "write it without quotes and units" : "write digits only");
            }
        } else if (type == Boolean.class) {
            if (!node.isBoolean()) {
                wrong(path, "is not true or false", node, "write true or false, without quotes");
            }
        } else if (type == Duration.class) {
            duration(path, node);
        } else if (!node.isObject()) {
            wrong(path, "is not a section", node, "write its fields below it");
        }
    }

    private void duration(String path, JsonNode node) {
        try {
            GoDuration.parse(node.isTextual() ? node.asText() : "");
        } catch (IllegalArgumentException none) {
            wrong(path, "is not a duration", node, "write a number with its unit, such as 250ms, 15s, 10m or 1h30m");
        }
    }

    private void constant(String path, JsonNode node, Class<?> type) {
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            known.add(written(type, (Enum<?>) constant));
        }
        if (!node.isTextual() || !known.contains(node.asText())) {
            String nearest = node.isTextual()
                    ? known.stream()
                            .filter(node.asText()::equalsIgnoreCase)
                            .findFirst()
                            .map(name -> "write " + name)
                            .orElse(null)
                    : null;
            wrong(
                    path,
                    "is not one of " + String.join(", ", known),
                    node,
                    nearest == null ? "choose one of them" : nearest);
        }
    }

    private static String written(Class<?> type, Enum<?> constant) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getName().equals(constant.name()))
                .map(field -> Optional.ofNullable(field.getAnnotation(JsonProperty.class)))
                .flatMap(Optional::stream)
                .map(JsonProperty::value)
                .findFirst()
                .orElse(constant.name());
    }

    private void wrong(String path, String what, JsonNode seen, String todo) {
        problems.add(new Problem(path, what, seen.isTextual() ? seen.asText() : seen.toString(), todo));
    }
}
