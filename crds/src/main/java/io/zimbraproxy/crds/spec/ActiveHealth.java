package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
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
        Duration interval) {
    static final String INTERVAL = "10s";

    public ActiveHealth {
        interval = interval == null ? GoDuration.parse(INTERVAL) : interval;
    }
}
