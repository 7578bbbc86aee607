package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail domain with the host names of its clients. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = SecretRef.ALTERNATIVE, message = SecretRef.ALTERNATIVE_MESSAGE)
@ValidationRule(value = IssuerRef.NEEDS_SECRET, message = IssuerRef.NEEDS_SECRET_MESSAGE)
public record Domain(
        @JsonPropertyDescription("Name of the domain, for example example.com.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.HOST)
        String name,

        @JsonPropertyDescription("Host names of this domain; in *.example.com the asterisk matches one label.")
        @Size(max = 64)
        List<@Size(min = 1, max = 253) @Pattern(Names.VIRTUAL_HOST) String> virtualHosts,

        @JsonPropertyDescription(
                "Certificate for clients that request one of the host names (SNI), on all TLS listeners and after STARTTLS.")
        @Nullable
        SecretRef certificateRef,

        @JsonPropertyDescription(
                "A second certificate for the same names with the other kind of key: ECDSA beside RSA. The proxy presents one that the client supports, ECDSA first.")
        @Nullable
        SecretRef alternativeCertificateRef,

        @JsonPropertyDescription(IssuerRef.DESCRIPTION) @Nullable
        IssuerRef certificateIssuerRef,

        @JsonPropertyDescription("Client certificates for the host names; replaces tls.clientCertificates.") @Nullable
        ClientCertificates clientCertificates,

        @JsonPropertyDescription(
                "Headers added to responses for the host names, for example Strict-Transport-Security.")
        @Size(max = 64)
        Map<String, @Size(max = 4096) @Pattern(Names.HEADER_VALUE) String> responseHeaders,

        @JsonPropertyDescription("Limits for this domain; each one replaces the general limit.") @Nullable
        DomainThrottle throttle) {
    public Domain {
        virtualHosts = virtualHosts == null ? List.of() : List.copyOf(virtualHosts);
        responseHeaders = Ordered.copyOf(responseHeaders);
    }

    /** Creates the section with its required fields; the other fields are absent. */
    public static Domain of(String name) {
        return Sections.of(Domain.class, Map.of("name", name));
    }

    public Domain withVirtualHosts(@Nullable List<String> virtualHosts) {
        return Sections.with(this, "virtualHosts", virtualHosts);
    }

    public Domain withCertificateRef(@Nullable SecretRef certificateRef) {
        return Sections.with(this, "certificateRef", certificateRef);
    }

    public Domain withCertificateIssuerRef(@Nullable IssuerRef certificateIssuerRef) {
        return Sections.with(this, "certificateIssuerRef", certificateIssuerRef);
    }

    public Domain withClientCertificates(@Nullable ClientCertificates clientCertificates) {
        return Sections.with(this, "clientCertificates", clientCertificates);
    }

    public Domain withResponseHeaders(@Nullable Map<String, String> responseHeaders) {
        return Sections.with(this, "responseHeaders", responseHeaders);
    }

    public Domain withThrottle(@Nullable DomainThrottle throttle) {
        return Sections.with(this, "throttle", throttle);
    }
}
