package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SASL mechanisms for mail clients. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Sasl(
        @JsonPropertyDescription("SASL mechanisms that the proxy offers; by default PLAIN.") @Size(max = 8)
        List<SaslMechanism> mechanisms,

        @JsonPropertyDescription("Settings for the mechanism GSSAPI, which requires them.") @Nullable
        Gssapi gssapi) {
    public Sasl {
        mechanisms = mechanisms == null || mechanisms.isEmpty()
                ? List.of(SaslMechanism.PLAIN)
                : mechanisms.stream().distinct().toList();
    }

    /** Returns the section with its defaults. */
    public static Sasl defaults() {
        return Sections.defaults(Sasl.class);
    }
}
