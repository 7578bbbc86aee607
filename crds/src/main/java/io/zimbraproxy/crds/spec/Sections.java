package io.zimbraproxy.crds.spec;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates and copies sections by the names of their fields, not by position.
 *
 * <p>An absent field is null in the constructor of its record, which replaces null by the default of the field.
 */
public final class Sections {
    private Sections() {}

    /** Creates a section in which every field is absent. */
    public static <R extends Record> R defaults(Class<R> type) {
        return of(type, Map.of());
    }

    /** Creates a section with these fields; the other fields are absent. */
    static <R extends Record> R of(Class<R> type, Map<String, ? extends @Nullable Object> fields) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> fields.get(component.getName()))
                            .toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot create " + type.getSimpleName(), impossible);
        }
    }

    /** Copies a section with another value in one field; null makes the field absent. */
    static <R extends Record> R with(R section, String field, @Nullable Object value) {
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) section.getClass();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(component.getName(), value(section, component));
        }
        if (!fields.containsKey(field)) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no field " + field);
        }
        fields.put(field, value);
        return of(type, Collections.unmodifiableMap(fields));
    }

    private static @Nullable Object value(Record section, RecordComponent component) {
        try {
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(
                    "cannot read the field " + component.getName() + " of "
                            + section.getClass().getSimpleName(),
                    impossible);
        }
    }
}
