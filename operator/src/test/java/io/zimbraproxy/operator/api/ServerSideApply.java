package io.zimbraproxy.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Merge of server-side apply. Fields that the manager applied before and no longer applies are removed, applied fields are set, and
 * fields of other managers stay. Conflicts are resolved by force.
 */
final class ServerSideApply {
    private ServerSideApply() {}

    /** Merges {@code applied} into {@code existing}; {@code before} is what the manager applied last, or null. */
    static ObjectNode merge(ObjectNode existing, JsonNode before, ObjectNode applied) {
        ObjectNode merged = existing.deepCopy();
        if (before != null) {
            remove(merged, before, applied);
        }
        overlay(merged, applied);
        return merged;
    }

    private static void remove(ObjectNode target, JsonNode before, JsonNode now) {
        before.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode old = field.getValue();
            JsonNode current = now.path(name);
            if (!target.has(name)) {
                return;
            }
            List<String> keys = ListKeys.of(name, old);
            if (current.isMissingNode()) {
                target.remove(name);
            } else if (old.isObject() && current.isObject() && target.get(name) instanceof ObjectNode section) {
                remove(section, old, current);
            } else if (!keys.isEmpty() && target.get(name) instanceof ArrayNode list) {
                removeEntries(list, old, current, keys);
            }
        });
    }

    private static void removeEntries(ArrayNode list, JsonNode before, JsonNode now, List<String> keys) {
        List<JsonNode> kept = new ArrayList<>();
        for (JsonNode entry : list) {
            ObjectNode key = ListKeys.key(entry, keys);
            JsonNode old = ListKeys.find(before, key, keys).orElse(null);
            JsonNode current = ListKeys.find(now, key, keys).orElse(null);
            if (old != null && current == null) {
                continue;
            }
            if (old != null) {
                remove((ObjectNode) entry, old, current);
            }
            kept.add(entry);
        }
        list.removeAll();
        list.addAll(kept);
    }

    private static void overlay(ObjectNode target, JsonNode applied) {
        applied.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            List<String> keys = ListKeys.of(name, value);
            if (value.isObject() && target.get(name) instanceof ObjectNode section) {
                overlay(section, value);
            } else if (!keys.isEmpty() && target.get(name) instanceof ArrayNode list) {
                value.forEach(entry -> ListKeys.find(list, ListKeys.key(entry, keys), keys)
                        .ifPresentOrElse(
                                known -> overlay((ObjectNode) known, entry), () -> list.add(entry.deepCopy())));
            } else {
                target.set(name, value.deepCopy());
            }
        });
    }

    /** Converts applied fields to the form of {@code metadata.managedFields[].fieldsV1}. */
    static ObjectNode fields(JsonNode applied) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        applied.properties()
                .forEach(field -> fields.set("f:" + field.getKey(), value(field.getKey(), field.getValue())));
        return fields;
    }

    private static JsonNode value(String name, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            return fields(value);
        }
        ObjectNode entries = JsonNodeFactory.instance.objectNode();
        List<String> keys = ListKeys.of(name, value);
        if (!keys.isEmpty()) {
            value.forEach(entry -> {
                ObjectNode of = fields(entry);
                of.putObject(".");
                entries.set("k:" + ListKeys.key(entry, keys), of);
            });
        }
        return entries;
    }

    /** Copies {@code merged}, with the fields of {@code spec} that another manager applied kept as they are in {@code existing}. */
    static ObjectNode withKept(ObjectNode merged, ObjectNode existing, ObjectNode other) {
        ObjectNode kept = merged.deepCopy();
        other.path("spec").fieldNames().forEachRemaining(field -> kept.withObjectProperty("spec")
                .set(field, existing.path("spec").path(field)));
        return kept;
    }
}
