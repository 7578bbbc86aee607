package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;

/** A limit in a window of time. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RateLimit(
        @JsonPropertyDescription("How many are allowed in the window; 0 for no limit.")
        @Min(0)
        @Max(1000000000)
        @Default(RateLimit.LIMIT)
        Integer limit,

        @JsonPropertyDescription("Length of the window.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(min = 2, max = 32)
        @GoDuration.Text
        @Default(RateLimit.WINDOW)
        Duration window) {
    static final String LIMIT = "0";
    static final String WINDOW = "1h";

    public RateLimit {
        limit = limit == null ? Integer.valueOf(LIMIT) : limit;
        window = window == null ? GoDuration.parse(WINDOW) : window;
    }

    /** Everything left out. */
    public static RateLimit defaults() {
        return new RateLimit(null, null);
    }
}
