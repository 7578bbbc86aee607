package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** TLS towards mailbox servers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record UpstreamTls(
        @JsonPropertyDescription(
                "Whether mailbox servers are spoken to with TLS; also selects imapssl, pop3ssl and httpssl in lookups.")
        @Default("true")
        Boolean enabled,

        @JsonPropertyDescription(
                "Whether the certificate must be trusted and name the server; switch off only for a while.")
        @Default("true")
        Boolean verify,

        @JsonPropertyDescription("Authorities to trust; those of the platform when left out.")
        CaRef caRef,

        @JsonPropertyDescription(
                "Whether mail servers are spoken to on their clear ports first and asked for STARTTLS or STLS; lookups then ask for imap and pop3.")
        @Default("false")
        Boolean startTls) {
    public UpstreamTls {
        enabled = enabled == null ? Boolean.TRUE : enabled;
        verify = verify == null ? Boolean.TRUE : verify;
        startTls = startTls == null ? Boolean.FALSE : startTls;
    }

    /** Everything left out. */
    public static UpstreamTls defaults() {
        return new UpstreamTls(null, null, null, null);
    }
}
