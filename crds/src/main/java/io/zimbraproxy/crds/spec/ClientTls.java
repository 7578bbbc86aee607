package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** TLS settings for connections from the proxy to a server. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClientTls(
        @JsonPropertyDescription(
                "Whether the certificate of the server must be trusted and match its name. Use false for short tests only.")
        @Default("true")
        Boolean verify,

        @JsonPropertyDescription("Authorities to trust; by default those of the platform.") @Nullable
        CaRef caRef) {
    public ClientTls {
        verify = verify == null ? Boolean.TRUE : verify;
    }

    /** Returns the section with its defaults. */
    public static ClientTls defaults() {
        return Sections.defaults(ClientTls.class);
    }

    public ClientTls withCaRef(@Nullable CaRef caRef) {
        return Sections.with(this, "caRef", caRef);
    }
}
