package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TLS settings for client connections. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = SecretRef.ALTERNATIVE, message = SecretRef.ALTERNATIVE_MESSAGE)
@ValidationRule(value = IssuerRef.NEEDS_SECRET, message = IssuerRef.NEEDS_SECRET_MESSAGE)
public record Tls(
        @JsonPropertyDescription("Certificate for clients whose server name (SNI) matches no virtual host.") @Nullable
        SecretRef certificateRef,

        @JsonPropertyDescription(
                "A second certificate for the same names with the other kind of key: ECDSA beside RSA. The proxy presents one that the client supports, ECDSA first.")
        @Nullable
        SecretRef alternativeCertificateRef,

        @JsonPropertyDescription(IssuerRef.DESCRIPTION) @Nullable
        IssuerRef certificateIssuerRef,

        @JsonPropertyDescription("Lowest TLS version that the proxy accepts.") @Default("TLSv1.2")
        TlsVersion minimumVersion,

        @JsonPropertyDescription("Cipher suites by their standard (IANA) names; if empty, a safe modern list.")
        @Size(max = 64)
        List<@Size(min = 1, max = 64) @Pattern(Names.CIPHER) String> ciphers,

        @JsonPropertyDescription(
                "Groups for the key exchange, preferred first, such as X25519, P-256 or X25519MLKEM768; if empty, a safe modern list.")
        @Size(max = 16)
        List<@Size(min = 1, max = 32) @Pattern(Names.TLS_GROUP) String> curves,

        @JsonPropertyDescription("TLS session resumption without a full handshake.")
        SessionTickets sessionTickets,

        @JsonPropertyDescription(
                "Whether the proxy staples OCSP responses to the handshake, for certificates that name an OCSP server.")
        @Default("false")
        Boolean ocspStapling,

        @JsonPropertyDescription("Whether HTTPS requests for an unknown host get the response 400.") @Default("true")
        Boolean strictServerName,

        @JsonPropertyDescription("Client certificates for host names whose domain has no clientCertificates.")
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

    /** Returns the section with its defaults. */
    public static Tls defaults() {
        return Sections.defaults(Tls.class);
    }

    public Tls withCertificateRef(@Nullable SecretRef certificateRef) {
        return Sections.with(this, "certificateRef", certificateRef);
    }

    public Tls withCertificateIssuerRef(@Nullable IssuerRef certificateIssuerRef) {
        return Sections.with(this, "certificateIssuerRef", certificateIssuerRef);
    }

    public Tls withMinimumVersion(@Nullable TlsVersion minimumVersion) {
        return Sections.with(this, "minimumVersion", minimumVersion);
    }

    public Tls withCiphers(@Nullable List<String> ciphers) {
        return Sections.with(this, "ciphers", ciphers);
    }

    public Tls withCurves(@Nullable List<String> curves) {
        return Sections.with(this, "curves", curves);
    }

    public Tls withStrictServerName(@Nullable Boolean strictServerName) {
        return Sections.with(this, "strictServerName", strictServerName);
    }

    public Tls withClientCertificates(@Nullable ClientCertificates clientCertificates) {
        return Sections.with(this, "clientCertificates", clientCertificates);
    }

    public Tls withAlternativeCertificateRef(@Nullable SecretRef alternativeCertificateRef) {
        return Sections.with(this, "alternativeCertificateRef", alternativeCertificateRef);
    }
}
