package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** TLS towards clients. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = SecretRef.ALTERNATIVE, message = SecretRef.ALTERNATIVE_MESSAGE)
@ValidationRule(value = IssuerRef.NEEDS_SECRET, message = IssuerRef.NEEDS_SECRET_MESSAGE)
public record Tls(
        @JsonPropertyDescription("Certificate shown when no virtual host matches the server name the client asks for.")
        SecretRef certificateRef,

        @JsonPropertyDescription(
                "A second certificate for the same names, whose key is of the other kind: ECDSA beside RSA. Each client is shown one that it can use, ECDSA first.")
        SecretRef alternativeCertificateRef,

        @JsonPropertyDescription(IssuerRef.DESCRIPTION) IssuerRef certificateIssuerRef,

        @JsonPropertyDescription("Lowest version of TLS that is spoken.") @Default("TLSv1.2")
        TlsVersion minimumVersion,

        @JsonPropertyDescription("Cipher suites by their standard names; empty for a safe modern list.") @Size(max = 64)
        List<@Size(min = 1, max = 64) @Pattern(Names.CIPHER) String> ciphers,

        @JsonPropertyDescription(
                "Groups for the key exchange, best first, such as X25519, P-256 or X25519MLKEM768; empty for a safe modern list.")
        @Size(max = 16)
        List<@Size(min = 1, max = 32) @Pattern(Names.TLS_GROUP) String> curves,

        @JsonPropertyDescription("Sessions that clients take up again without a full handshake.")
        SessionTickets sessionTickets,

        @JsonPropertyDescription(
                "Whether clients are handed the authority's word that the certificate is not revoked, where it names an OCSP server.")
        @Default("false")
        Boolean ocspStapling,

        @JsonPropertyDescription("Whether HTTPS requests for a host that is not listed here are answered with 400.")
        @Default("true")
        Boolean strictServerName,

        @JsonPropertyDescription(
                "Whether web clients show a certificate of their own, at host names whose domain does not say so itself.")
        ClientCertificates clientCertificates) {
    public Tls {
        minimumVersion = minimumVersion == null ? TlsVersion.TLS_1_2 : minimumVersion;
        ciphers = ciphers == null ? List.of() : List.copyOf(ciphers);
        curves = curves == null ? List.of() : List.copyOf(curves);
        sessionTickets = sessionTickets == null ? SessionTickets.defaults() : sessionTickets;
        ocspStapling = ocspStapling == null ? Boolean.FALSE : ocspStapling;
        strictServerName = strictServerName == null ? Boolean.TRUE : strictServerName;
        clientCertificates = clientCertificates == null ? ClientCertificates.defaults() : clientCertificates;
    }

    /** Everything left out. */
    public static Tls defaults() {
        return new Tls(null, null, null, null, null, null, null, null, null, null);
    }
}
