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

/** Health rules for the servers of a pool. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PoolHealth(
        @JsonPropertyDescription(
                "Number of failed requests in a row after which a server gets no more requests; 0 turns this off.")
        @Min(0)
        @Max(1000)
        @Default(PoolHealth.MAX_FAILS)
        Integer maxFails,

        @JsonPropertyDescription("How long a failed server gets no requests.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(PoolHealth.FAIL_TIMEOUT)
        Duration failTimeout,

        @JsonPropertyDescription(
                "Time in which a recovered server gets back its full share of requests; not with ClientIpHash.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.NOT_NEGATIVE, message = GoDuration.NOT_NEGATIVE_MESSAGE)
        @Default(PoolHealth.SLOW_START)
        Duration slowStart,

        @JsonPropertyDescription("Regular health checks of the servers.") @Nullable
        ActiveHealth active) {
    static final String MAX_FAILS = "1";
    static final String FAIL_TIMEOUT = "10s";
    static final String SLOW_START = "0s";

    public PoolHealth {
        maxFails = maxFails == null ? Integer.valueOf(MAX_FAILS) : maxFails;
        failTimeout = failTimeout == null ? GoDuration.parse(FAIL_TIMEOUT) : failTimeout;
        slowStart = slowStart == null ? GoDuration.parse(SLOW_START) : slowStart;
    }

    /** Returns the section with its defaults. */
    public static PoolHealth defaults() {
        return Sections.defaults(PoolHealth.class);
    }

    public PoolHealth withMaxFails(@Nullable Integer maxFails) {
        return Sections.with(this, "maxFails", maxFails);
    }

    public PoolHealth withFailTimeout(@Nullable Duration failTimeout) {
        return Sections.with(this, "failTimeout", failTimeout);
    }
}
