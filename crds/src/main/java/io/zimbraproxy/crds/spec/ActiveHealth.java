package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;

/** Regular requests that find out whether a server is well. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ActiveHealth(
        @JsonPropertyDescription("Path that a well server answers with 2xx or 3xx.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.PATH)
        String path,

        @JsonPropertyDescription("Time between two requests.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(ActiveHealth.INTERVAL)
        Duration interval,

        @JsonPropertyDescription("How long an answer may take.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(ActiveHealth.TIMEOUT)
        Duration timeout,

        @JsonPropertyDescription("Failed checks in a row after which a server gets no more requests.")
        @Min(1)
        @Max(100)
        @Default(ActiveHealth.UNHEALTHY_AFTER)
        Integer unhealthyAfter,

        @JsonPropertyDescription("Good checks in a row after which it gets requests again.")
        @Min(1)
        @Max(100)
        @Default(ActiveHealth.HEALTHY_AFTER)
        Integer healthyAfter) {
    static final String INTERVAL = "10s";
    static final String TIMEOUT = "5s";
    static final String UNHEALTHY_AFTER = "2";
    static final String HEALTHY_AFTER = "1";

    public ActiveHealth {
        interval = interval == null ? GoDuration.parse(INTERVAL) : interval;
        timeout = timeout == null ? GoDuration.parse(TIMEOUT) : timeout;
        unhealthyAfter = unhealthyAfter == null ? Integer.valueOf(UNHEALTHY_AFTER) : unhealthyAfter;
        healthyAfter = healthyAfter == null ? Integer.valueOf(HEALTHY_AFTER) : healthyAfter;
    }
}
