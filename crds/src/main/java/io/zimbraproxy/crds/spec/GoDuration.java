package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in the notation of Kubernetes: {@code 250ms}, {@code 15s}, {@code 1h30m}. */
public final class GoDuration {
    /** Regular expression for the schema. */
    public static final String PATTERN = "^([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?$";

    /** Length of the shortest text, {@code 0s}. */
    static final int MIN_LENGTH = 2;

    static final int MAX_LENGTH = 32;

    /** Longest duration that any field allows: a week. */
    public static final String LONGEST = "168h";

    /** Validation rule of the schema for durations above zero. */
    public static final String POSITIVE =
            "duration(self) > duration('0s') && duration(self) <= duration('" + LONGEST + "')";

    public static final String POSITIVE_MESSAGE = "must be above zero and at most " + LONGEST;

    /** Validation rule of the schema for durations that may be zero. */
    public static final String NOT_NEGATIVE = "duration(self) <= duration('" + LONGEST + "')";

    public static final String NOT_NEGATIVE_MESSAGE = "must be at most " + LONGEST;

    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private GoDuration() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException if the text is not a duration
     */
    public static Duration parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH || !parts.matches()) {
            throw new IllegalArgumentException("not a duration such as 15s, 10m or 1h30m");
        }
        return Duration.ofHours(part(parts, 1))
                .plusMinutes(part(parts, 2))
                .plusSeconds(part(parts, 3))
                .plusMillis(part(parts, 4));
    }

    private static long part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    /** Writes a duration, without fractions of a millisecond; zero is {@code 0s}. */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long value, String unit) {
        if (value != 0) {
            text.append(value).append(unit);
        }
    }

    /**
     * Returns a Jackson module that reads and writes every {@link Duration} in this notation, even without the annotation {@link Text}.
     * The schema generator needs it.
     */
    public static Module jacksonModule() {
        return new SimpleModule("GoDuration")
                .addSerializer(Duration.class, new Writer())
                .addDeserializer(Duration.class, new Reader());
    }

    /** Marks a record component that is read and written in this notation. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
    @JacksonAnnotationsInside
    @JsonSerialize(using = Writer.class)
    @JsonDeserialize(using = Reader.class)
    @interface Text {}

    static final class Writer extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(format(value));
        }
    }

    static final class Reader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return parse(in.getText());
            } catch (IllegalArgumentException none) {
                return (Duration) context.handleWeirdStringValue(Duration.class, in.getText(), none.getMessage());
            }
        }
    }
}
