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

/**
 * The constraints of single values. They stand once, as annotations on the records: the schema is generated from them, and here
 * they are applied in Java.
 */
final class Constraints {
    private static final Duration LONGEST = GoDuration.parse(GoDuration.LONGEST);

    private Constraints() {}

    /** Checks a record and everything below it. */
    static void check(Problems at, Record section) {
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            component(at.at(component.getName()), accessor, component.getAnnotatedType(), read(section, accessor));
        }
    }

    private static Object read(Record section, Method accessor) {
        try {
            return accessor.invoke(section);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("accessors of records are public and do not throw", impossible);
        }
    }

    private static void component(Problems at, AnnotatedElement marks, AnnotatedType type, Object value) {
        if (value == null) {
            if (marks.isAnnotationPresent(Required.class)) {
                at.add("is missing", null, "add it");
            }
            return;
        }
        value(at, marks, value);
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

    private static void value(Problems at, AnnotatedElement marks, Object value) {
        if (value instanceof Record section) {
            check(at, section);
        } else if (value instanceof String text) {
            text(at, marks, text);
        } else if (value instanceof Integer || value instanceof Long) {
            number(at, marks, ((Number) value).longValue());
        } else if (value instanceof Duration time) {
            time(at, marks, time);
        } else if (value instanceof Collection<?> list) {
            size(at, marks, list.size());
        } else if (value instanceof Map<?, ?> map) {
            size(at, marks, map.size());
        }
    }

    private static void text(Problems at, AnnotatedElement marks, String text) {
        Size size = marks.getAnnotation(Size.class);
        if (size != null && text.length() < size.min()) {
            at.add("is empty", null, "write a value, or remove it");
        } else if (size != null && text.length() > size.max()) {
            at.add("is too long", text.length() + " characters", "use at most " + size.max() + " characters");
        } else if (marks.isAnnotationPresent(Pattern.class)) {
            Form.of(marks.getAnnotation(Pattern.class).value()).orElseThrow().check(at, text);
        }
    }

    private static void number(Problems at, AnnotatedElement marks, long number) {
        Min min = marks.getAnnotation(Min.class);
        Max max = marks.getAnnotation(Max.class);
        if (min != null && number < min.value() || max != null && number > max.value()) {
            at.add("is out of range", number, "give a number from " + (long) min.value() + " to " + (long) max.value());
        }
    }

    private static void time(Problems at, AnnotatedElement marks, Duration time) {
        ValidationRule rule = marks.getAnnotation(ValidationRule.class);
        boolean zeroAllowed = rule == null || rule.value().equals(GoDuration.NOT_NEGATIVE);
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            at.add("is out of range", GoDuration.format(time), "give a duration of at most " + GoDuration.LONGEST);
        } else if (time.isZero() && !zeroAllowed) {
            at.add("is zero", GoDuration.format(time), "give a duration such as 60s");
        }
    }

    private static void size(Problems at, AnnotatedElement marks, int entries) {
        Size size = marks.getAnnotation(Size.class);
        if (size != null && entries < size.min()) {
            at.add("has no entry", null, "add at least " + size.min());
        } else if (size != null && entries > size.max()) {
            at.add("has too many entries", entries, "keep at most " + size.max());
        }
    }
}
