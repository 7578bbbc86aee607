package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Highest number of events in a fixed time window. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RateLimit(
        @JsonPropertyDescription("Highest number in a window; 0 for no limit.")
        @Min(0)
        @Max(1000000000)
        @Default(RateLimit.LIMIT)
        Integer limit,

        @JsonPropertyDescription("Length of the window; by default 1h, unless the limit has another default.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        Duration window) {
    static final String LIMIT = "0";

    public RateLimit {
        limit = limit == null ? Integer.valueOf(LIMIT) : limit;
    }

    /** Returns the limit with {@code window} as default; without a limit for null. */
    static RateLimit over(String window, @Nullable RateLimit limit) {
        RateLimit given = limit == null ? defaults() : limit;
        return given.window() == null ? given.withWindow(GoDuration.parse(window)) : given;
    }

    /** Returns a limit without window; {@link Throttle} sets its default. */
    public static RateLimit defaults() {
        return Sections.defaults(RateLimit.class);
    }

    public RateLimit withLimit(@Nullable Integer limit) {
        return Sections.with(this, "limit", limit);
    }

    public RateLimit withWindow(@Nullable Duration window) {
        return Sections.with(this, "window", window);
    }
}
