package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;

/** Regular requests that find out whether a server is well. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ActiveHealth(
        @JsonPropertyDescription("Path that a well server answers with 2xx or 3xx.")
        @Size(max = 253)
        @Required
        @Pattern("^/[!-~]*$")
        String path,

        @JsonPropertyDescription("Time between two requests.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(min = 2, max = 32)
        @GoDuration.Text
        @Default(ActiveHealth.INTERVAL)
        Duration interval) {
    static final String INTERVAL = "10s";

    public ActiveHealth {
        interval = interval == null ? GoDuration.parse(INTERVAL) : interval;
    }
}
