package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How clients may log in. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Sasl(
        @JsonPropertyDescription("SASL mechanisms offered; PLAIN when left out.") @Size(max = 8)
        List<SaslMechanism> mechanisms,

        @JsonPropertyDescription("Needed for the mechanism GSSAPI.")
        Gssapi gssapi) {
    public Sasl {
        mechanisms = mechanisms == null || mechanisms.isEmpty()
                ? List.of(SaslMechanism.PLAIN)
                : mechanisms.stream().distinct().toList();
    }

    /** Everything left out. */
    public static Sasl defaults() {
        return new Sasl(null, null);
    }
}
