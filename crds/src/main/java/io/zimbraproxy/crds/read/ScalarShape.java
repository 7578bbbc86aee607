package io.zimbraproxy.crds.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.zimbraproxy.crds.spec.GoDuration;
import io.zimbraproxy.crds.validate.Problem;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Compares single values with the Java types into which Jackson will read them. */
final class ScalarShape {
    private static final String BOOLEAN_WORDS = "choose one of them; YAML reads on, off, yes and no as true and false";

    private final List<Problem> problems;

    /** Reports to {@code problems}. */
    ScalarShape(List<Problem> problems) {
        this.problems = problems;
    }

    /** Describes a value for a problem. */
    static String seen(JsonNode node) {
        return node.isObject() ? "a section" : node.isArray() ? "a list" : node.toString();
    }

    /** Returns the value, or JSON null if it does not fit. */
    JsonNode fit(String path, JsonNode node, Class<?> type) {
        boolean fits;
        if (node.isNull()) {
            fits = wrong(path, "is empty", node, "write a value, or remove it");
        } else if (type.isEnum()) {
            fits = constant(path, node, type);
        } else if (type == String.class) {
            fits = node.isTextual()
                    || wrong(path, "is not text", node, node.isValueNode() ? "quote it" : "write one value");
        } else if (type == Integer.class) {
            fits = integer(path, node, node.canConvertToInt());
        } else if (type == Long.class) {
            fits = integer(path, node, node.canConvertToLong());
        } else if (type == Boolean.class) {
            fits = node.isBoolean() || wrong(path, "is not true or false", node, "write true or false, without quotes");
        } else if (type == Duration.class) {
            fits = duration(path, node);
        } else if (type == Quantity.class) {
            fits = quantity(path, node);
        } else {
            throw new IllegalStateException("no rule for values of " + type);
        }
        return fits ? node : NullNode.getInstance();
    }

    private boolean integer(String path, JsonNode node, boolean inRange) {
        if (node.isIntegralNumber() && inRange) {
            return true;
        }
        boolean quoted = node.isTextual() && node.asText().matches("-?[0-9]+");
        return wrong(path, "is not a whole number", node, quoted ? "remove the quotes" : "write digits only");
    }

    private boolean duration(String path, JsonNode node) {
        try {
            GoDuration.parse(node.isTextual() ? node.asText() : "");
            return true;
        } catch (IllegalArgumentException none) {
            return wrong(path, "is not a duration", node, "give each number a unit, as in 250ms, 15s, 10m or 1h30m");
        }
    }

    private boolean quantity(String path, JsonNode node) {
        try {
            if (node.isTextual() || node.isNumber()) {
                Quantity.getAmountInBytes(Quantity.parse(node.asText()));
                return true;
            }
        } catch (IllegalArgumentException | ArithmeticException none) {
            // Reported below.
        }
        return wrong(path, "is not a quantity", node, "write it like 500m or 512Mi");
    }

    private boolean constant(String path, JsonNode node, Class<?> type) {
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(constant -> written(type, ((Enum<?>) constant).name()))
                .toList();
        if (node.isTextual() && known.contains(node.asText())) {
            return true;
        }
        String todo = known.stream()
                .filter(node.asText()::equalsIgnoreCase)
                .findFirst()
                .map(name -> "write " + name)
                .orElse(node.isBoolean() ? BOOLEAN_WORDS : "choose one of them");
        String what = "is not one of " + String.join(", ", known);
        problems.add(new Problem(path, what, node.isTextual() ? node.asText() : seen(node), todo));
        return false;
    }

    /** Returns the name of a constant in YAML. */
    private static String written(Class<?> type, String constant) {
        try {
            Field field = type.getField(constant);
            JsonProperty name = field.getAnnotation(JsonProperty.class);
            return name == null ? constant : name.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean wrong(String path, String what, JsonNode node, String todo) {
        problems.add(new Problem(path, what, node.isNull() ? null : seen(node), todo));
        return false;
    }
}
