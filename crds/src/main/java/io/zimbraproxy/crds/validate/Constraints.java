package io.zimbraproxy.crds.validate;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.zimbraproxy.crds.spec.GoDuration;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules for single values, from the annotations on the records. The schema is generated from the same annotations.
 */
final class Constraints {
    private static final Duration LONGEST = GoDuration.parse(GoDuration.LONGEST);

    private Constraints() {}

    /** Checks a section and all sections below it. */
    static void check(Problems at, Record section) {
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            component(at.at(component.getName()), accessor, component.getAnnotatedType(), read(section, accessor));
        }
    }

    private static @Nullable Object read(Record section, Method accessor) {
        try {
            return accessor.invoke(section);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("accessors of records are public and do not throw", impossible);
        }
    }

    private static void component(
            Problems at, AnnotatedElement annotations, AnnotatedType type, @Nullable Object value) {
        if (value == null) {
            if (annotations.isAnnotationPresent(Required.class)) {
                at.add("is missing", null, "add it");
            }
            return;
        }
        value(at, annotations, value);
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(at.at(i), element(type, 0), list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> value(at.at(name.toString()), element(type, 1), entry));
        }
    }

    private static AnnotatedType element(AnnotatedType type, int argument) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[argument];
    }

    private static void value(Problems at, AnnotatedElement annotations, Object value) {
        if (value instanceof Record section) {
            check(at, section);
        } else if (value instanceof String text) {
            text(at, annotations, text);
        } else if (value instanceof Integer || value instanceof Long) {
            number(at, annotations, ((Number) value).longValue());
        } else if (value instanceof Duration time) {
            time(at, annotations, time);
        } else if (value instanceof Collection<?> list) {
            size(at, annotations, list.size());
        } else if (value instanceof Map<?, ?> map) {
            size(at, annotations, map.size());
        }
    }

    private static void text(Problems at, AnnotatedElement annotations, String text) {
        Size size = annotations.getAnnotation(Size.class);
        if (size != null && text.length() < size.min()) {
            at.add("is empty", null, "write a value, or remove it");
        } else if (size != null && text.length() > size.max()) {
            at.add("is too long", text.length() + " characters", "use at most " + size.max() + " characters");
        } else if (annotations.isAnnotationPresent(Pattern.class)) {
            Form.of(annotations.getAnnotation(Pattern.class).value())
                    .orElseThrow()
                    .check(at, text);
        }
    }

    private static void number(Problems at, AnnotatedElement annotations, long number) {
        Min min = annotations.getAnnotation(Min.class);
        Max max = annotations.getAnnotation(Max.class);
        if (min != null && number < min.value() || max != null && number > max.value()) {
            at.add("is out of range", number, "give a number from " + (long) min.value() + " to " + (long) max.value());
        }
    }

    private static void time(Problems at, AnnotatedElement annotations, Duration time) {
        ValidationRule rule = annotations.getAnnotation(ValidationRule.class);
        boolean zeroAllowed = rule == null || rule.value().equals(GoDuration.NOT_NEGATIVE);
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            at.add("is out of range", GoDuration.format(time), "give a duration of at most " + GoDuration.LONGEST);
        } else if (time.isZero() && !zeroAllowed) {
            at.add("is zero", GoDuration.format(time), "give a duration such as 60s");
        }
    }

    private static void size(Problems at, AnnotatedElement annotations, int entries) {
        Size size = annotations.getAnnotation(Size.class);
        if (size != null && entries < size.min()) {
            at.add("has no entry", null, "add at least " + size.min());
        } else if (size != null && entries > size.max()) {
            at.add("has too many entries", entries, "keep at most " + size.max());
        }
    }
}
