package io.zimbraproxy.crds.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SectionsTest {
    @Test
    void replacesAbsentFieldsByTheirDefaults() {
        assertThat(Sections.defaults(LocalCache.class)).isEqualTo(new LocalCache(100_000, Duration.ofMinutes(1)));
        assertThat(LocalCache.defaults().withTtl(Duration.ZERO).withTtl(null)).isEqualTo(LocalCache.defaults());
    }

    @Test
    void setsRequiredFields() {
        assertThat(Listener.of("imaps", Protocol.IMAPS, 993))
                .isEqualTo(new Listener("imaps", Protocol.IMAPS, 993, null, null, null, null, null, null, false));
    }

    @Test
    void refusesUnknownFields() {
        LocalCache section = LocalCache.defaults();
        assertThatThrownBy(() -> Sections.with(section, "tll", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LocalCache has no field tll");
    }

    static Stream<Method> withers() {
        Set<Class<?>> sections = new LinkedHashSet<>();
        collect(ZimbraProxySpec.class, sections);
        return sections.stream()
                .flatMap(section -> Arrays.stream(section.getDeclaredMethods()))
                .filter(method -> method.getName().matches("with[A-Z].*") && !Modifier.isStatic(method.getModifiers()));
    }

    private static void collect(Type type, Set<Class<?>> sections) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, sections));
        } else if (type instanceof Class<?> section && section.isRecord() && sections.add(section)) {
            Stream.of(section.getRecordComponents()).forEach(field -> collect(field.getGenericType(), sections));
        }
    }

    /** The names of the fields are texts, which the compiler does not check. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("withers")
    void withersReplaceTheFieldOfTheirName(Method wither) throws Exception {
        String field = wither.getName().substring(4, 5).toLowerCase(Locale.ROOT)
                + wither.getName().substring(5);
        @SuppressWarnings("unchecked")
        Class<? extends Record> type = (Class<? extends Record>) wither.getDeclaringClass();
        Object value = sample(wither.getParameterTypes()[0]);

        Object copy = wither.invoke(Sections.defaults(type), value);

        for (RecordComponent component : type.getRecordComponents()) {
            Object expected = component.getName().equals(field)
                    ? value
                    : component.getAccessor().invoke(Sections.defaults(type));
            assertThat(component.getAccessor().invoke(copy))
                    .as(component.getName())
                    .isEqualTo(expected);
        }
    }

    /** Returns a value that is the default of no field. */
    private static Object sample(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[type.getEnumConstants().length - 1];
        }
        if (type == RateLimit.class) {
            return new RateLimit(7, Duration.ofSeconds(7));
        }
        if (type.isRecord()) {
            return Sections.defaults(type.asSubclass(Record.class));
        }
        return Map.of(
                        String.class,
                        "sample",
                        Integer.class,
                        7,
                        Boolean.class,
                        true,
                        Duration.class,
                        Duration.ofSeconds(7),
                        Map.class,
                        Map.of("X-A", "b"),
                        List.class,
                        List.of("sample"))
                .get(type);
    }
}
