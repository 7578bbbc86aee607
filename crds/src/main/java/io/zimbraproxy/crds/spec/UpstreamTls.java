package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** TLS settings for connections to mailbox servers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record UpstreamTls(
        @JsonPropertyDescription(
                "Whether connections to mailbox servers use TLS; also selects imapssl, pop3ssl and httpssl in lookups.")
        @Default("true")
        Boolean enabled,

        @JsonPropertyDescription(
                "Whether the certificate of the server must be trusted and match its name. Use false for short tests only.")
        @Default("true")
        Boolean verify,

        @JsonPropertyDescription("Authorities to trust; by default those of the platform.") @Nullable
        CaRef caRef,

        @JsonPropertyDescription(
                "Whether mail connections use the clear-text ports with STARTTLS or STLS; lookups then request imap and pop3.")
        @Default("false")
        Boolean startTls) {
    public UpstreamTls {
        enabled = enabled == null ? Boolean.TRUE : enabled;
        verify = verify == null ? Boolean.TRUE : verify;
        startTls = startTls == null ? Boolean.FALSE : startTls;
    }

    /** Returns the section with its defaults. */
    public static UpstreamTls defaults() {
        return Sections.defaults(UpstreamTls.class);
    }

    public UpstreamTls withEnabled(@Nullable Boolean enabled) {
        return Sections.with(this, "enabled", enabled);
    }

    public UpstreamTls withCaRef(@Nullable CaRef caRef) {
        return Sections.with(this, "caRef", caRef);
    }

    public UpstreamTls withStartTls(@Nullable Boolean startTls) {
        return Sections.with(this, "startTls", startTls);
    }
}
