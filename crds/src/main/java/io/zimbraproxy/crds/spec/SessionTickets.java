package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** TLS session resumption with tickets (RFC 8446, section 2.2, and RFC 5077). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SessionTickets(
        @JsonPropertyDescription("Whether the proxy issues tickets to clients.") @Default("true")
        Boolean enabled,

        @JsonPropertyDescription("How long the proxy uses one key for new tickets.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(SessionTickets.ROTATION)
        Duration rotation,

        @JsonPropertyDescription(
                "Secret of 32 or more random bytes that all proxies share, so that clients can resume a session at any of them. Without it, a ticket is valid only at the proxy that issued it.")
        @Nullable
        KeyRef keyRef) {
    static final String ROTATION = "12h";

    public SessionTickets {
        enabled = enabled == null ? Boolean.TRUE : enabled;
        rotation = rotation == null ? GoDuration.parse(ROTATION) : rotation;
    }

    /** Returns the section with its defaults. */
    public static SessionTickets defaults() {
        return Sections.defaults(SessionTickets.class);
    }
}
