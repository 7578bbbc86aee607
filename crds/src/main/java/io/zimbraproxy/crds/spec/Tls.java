package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** TLS towards clients. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Tls(
        @JsonPropertyDescription("Certificate shown when no virtual host matches the server name the client asks for.")
        SecretRef certificateRef,

        @JsonPropertyDescription("Lowest version of TLS that is spoken.") @Default("TLSv1.2")
        TlsVersion minimumVersion,

        @JsonPropertyDescription("Cipher suites by their standard names; empty for a safe modern list.") @Size(max = 64)
        List<@Size(min = 1, max = 64) @Pattern(Names.CIPHER) String> ciphers,

        @JsonPropertyDescription("Whether HTTPS requests for a host that is not listed here are answered with 400.")
        @Default("true")
        Boolean strictServerName,

        @JsonPropertyDescription(
                "Whether web clients show a certificate of their own, at host names whose domain does not say so itself.")
        ClientCertificates clientCertificates) {
    public Tls {
        minimumVersion = minimumVersion == null ? TlsVersion.TLS_1_2 : minimumVersion;
        ciphers = ciphers == null ? List.of() : List.copyOf(ciphers);
        strictServerName = strictServerName == null ? Boolean.TRUE : strictServerName;
        clientCertificates = clientCertificates == null ? ClientCertificates.defaults() : clientCertificates;
    }

    /** Everything left out. */
    public static Tls defaults() {
        return new Tls(null, null, null, null, null);
    }
}
