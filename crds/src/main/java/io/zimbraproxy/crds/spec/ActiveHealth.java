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
import java.util.Map;

/** Regular health checks of the servers in a pool. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ActiveHealth(
        @JsonPropertyDescription("Path to request; a status of 2xx or 3xx means healthy.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.PATH)
        String path,

        @JsonPropertyDescription("Time between two checks.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(ActiveHealth.INTERVAL)
        Duration interval,

        @JsonPropertyDescription("How long the response may take.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(ActiveHealth.TIMEOUT)
        Duration timeout,

        @JsonPropertyDescription("Number of failed checks in a row after which a server gets no more requests.")
        @Min(1)
        @Max(100)
        @Default(ActiveHealth.UNHEALTHY_AFTER)
        Integer unhealthyAfter,

        @JsonPropertyDescription("Number of successful checks in a row after which a server gets requests again.")
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

    /** Creates the section with its required fields; the other fields are absent. */
    public static ActiveHealth of(String path) {
        return Sections.of(ActiveHealth.class, Map.of("path", path));
    }
}
