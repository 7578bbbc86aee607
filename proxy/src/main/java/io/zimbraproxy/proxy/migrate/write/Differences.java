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

/** What of a section somebody has to write: all but the defaults, which the records know themselves. */
final class Differences {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Differences() {}

    /** The fields that differ from those of the same section with everything left out, in the order of the model. */
    static ObjectNode of(Record section) {
        return of(section, Sections.defaults(section.getClass()));
    }

    private static ObjectNode of(Record section, Record defaults) {
        ObjectNode all = MAPPER.valueToTree(section);
        ObjectNode differing = MAPPER.createObjectNode();
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            Object value = read(component, section);
            Object otherwise = read(component, defaults);
            if (value != null && !value.equals(otherwise) && !isEmpty(value)) {
                differing.set(component.getName(), field(all.get(component.getName()), value, otherwise));
            }
        }
        return differing;
    }

    private static JsonNode field(JsonNode all, Object value, Object otherwise) {
        if (value instanceof Record section) {
            ObjectNode differing =
                    of(section, otherwise instanceof Record same ? same : Sections.defaults(section.getClass()));
            // What is the default there and still not the default here has to be written in full.
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

    private static Object read(RecordComponent component, Record section) {
        try {
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("accessors of sections are public and do not throw", impossible);
        }
    }
}
