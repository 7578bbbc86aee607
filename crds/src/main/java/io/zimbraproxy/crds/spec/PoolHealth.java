package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;

/** When a server of a pool is left alone. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PoolHealth(
        @JsonPropertyDescription("Failures after which it is left alone; 0 for never.")
        @Min(0)
        @Max(1000)
        @Default(PoolHealth.MAX_FAILS)
        Integer maxFails,

        @JsonPropertyDescription("For how long.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(PoolHealth.FAIL_TIMEOUT)
        Duration failTimeout,

        @JsonPropertyDescription(
                "Time in which a server that came back is given its full share again; not with ClientIpHash.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.NOT_NEGATIVE, message = GoDuration.NOT_NEGATIVE_MESSAGE)
        @Default(PoolHealth.SLOW_START)
        Duration slowStart,

        @JsonPropertyDescription("Ask servers regularly.") ActiveHealth active) {
    static final String MAX_FAILS = "1";
    static final String FAIL_TIMEOUT = "10s";
    static final String SLOW_START = "0s";

    public PoolHealth {
        maxFails = maxFails == null ? Integer.valueOf(MAX_FAILS) : maxFails;
        failTimeout = failTimeout == null ? GoDuration.parse(FAIL_TIMEOUT) : failTimeout;
        slowStart = slowStart == null ? GoDuration.parse(SLOW_START) : slowStart;
    }

    /** Everything left out. */
    public static PoolHealth defaults() {
        return new PoolHealth(null, null, null, null);
    }
}
