package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** TLS towards servers that this proxy connects to. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClientTls(
        @JsonPropertyDescription(
                "Whether the certificate must be trusted and name the server; switch off only for a while.")
        @Default("true")
        Boolean verify,

        @JsonPropertyDescription("Authorities to trust; those of the platform when left out.")
        CaRef caRef) {
    public ClientTls {
        verify = verify == null ? Boolean.TRUE : verify;
    }

    /** Everything left out. */
    public static ClientTls defaults() {
        return new ClientTls(null, null);
    }
}
