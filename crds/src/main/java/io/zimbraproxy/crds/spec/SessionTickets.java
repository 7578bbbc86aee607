package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;

/** TLS sessions that clients take up again with a ticket, RFC 8446 section 2.2 and RFC 5077. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SessionTickets(
        @JsonPropertyDescription("Whether clients are given tickets.") @Default("true")
        Boolean enabled,

        @JsonPropertyDescription("How long tickets are made with the same key.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(SessionTickets.ROTATION)
        Duration rotation,

        @JsonPropertyDescription(
                "A secret of 32 or more random bytes that all proxies share, so that a session begun at one is taken up again at another; when left out, tickets are good at the proxy that made them.")
        KeyRef keyRef) {
    static final String ROTATION = "12h";

    public SessionTickets {
        enabled = enabled == null ? Boolean.TRUE : enabled;
        rotation = rotation == null ? GoDuration.parse(ROTATION) : rotation;
    }

    /** Everything left out. */
    public static SessionTickets defaults() {
        return new SessionTickets(null, null, null);
    }
}
