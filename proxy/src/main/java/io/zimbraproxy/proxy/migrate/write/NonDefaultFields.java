package io.zimbraproxy.proxy.migrate.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zimbraproxy.crds.spec.Sections;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reduces a section of the specification to the fields that differ from their defaults, which the records define. */
final class NonDefaultFields {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private NonDefaultFields() {}

    /** Returns the fields that differ from the defaults, in the order of the record. */
    static ObjectNode of(Record section) {
        return of(section, Sections.defaults(section.getClass()));
    }

    private static ObjectNode of(Record section, Record defaults) {
        ObjectNode all = MAPPER.valueToTree(section);
        ObjectNode differing = MAPPER.createObjectNode();
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            Object value = read(component, section);
            Object defaultValue = read(component, defaults);
            if (value != null && !value.equals(defaultValue) && !isEmpty(value)) {
                differing.set(component.getName(), field(all.get(component.getName()), value, defaultValue));
            }
        }
        return differing;
    }

    private static JsonNode field(JsonNode all, Object value, @Nullable Object defaultValue) {
        if (value instanceof Record section) {
            ObjectNode differing = of(
                    section,
                    defaultValue instanceof Record defaults ? defaults : Sections.defaults(section.getClass()));
            // The section has its own defaults, but differs from the default of the field: write all of it.
            return differing.isEmpty() ? all : differing;
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Record) {
            ArrayNode elements = MAPPER.createArrayNode();
            list.forEach(element -> elements.add(of((Record) element)));
            return elements;
        }
        return all;
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Collection<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static @Nullable Object read(RecordComponent component, Record section) {
        try {
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("accessors of sections are public and do not throw", impossible);
        }
    }
}
