package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** A mail domain with the host names its clients use. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = SecretRef.ALTERNATIVE, message = SecretRef.ALTERNATIVE_MESSAGE)
@ValidationRule(value = IssuerRef.NEEDS_SECRET, message = IssuerRef.NEEDS_SECRET_MESSAGE)
public record Domain(
        @JsonPropertyDescription("The domain, for example example.com.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.HOST)
        String name,

        @JsonPropertyDescription("Host names served for this domain; *.example.com stands for one label.")
        @Size(max = 64)
        List<@Size(min = 1, max = 253) @Pattern(Names.VIRTUAL_HOST) String> virtualHosts,

        @JsonPropertyDescription(
                "Certificate shown to clients that ask for one of the host names, on all TLS listeners and after STARTTLS.")
        SecretRef certificateRef,

        @JsonPropertyDescription(
                "A second certificate for the same names, whose key is of the other kind: ECDSA beside RSA. Each client is shown one that it can use, ECDSA first.")
        SecretRef alternativeCertificateRef,

        @JsonPropertyDescription(IssuerRef.DESCRIPTION) IssuerRef certificateIssuerRef,

        @JsonPropertyDescription(
                "Whether web clients show a certificate of their own; takes the place of tls.clientCertificates.")
        ClientCertificates clientCertificates,

        @JsonPropertyDescription(
                "Headers added to web answers for the host names, for example Strict-Transport-Security.")
        @Size(max = 64)
        Map<String, @Size(max = 4096) @Pattern(Names.HEADER_VALUE) String> responseHeaders,

        @JsonPropertyDescription("Limits for this domain instead of the general ones.")
        DomainThrottle throttle) {
    public Domain {
        virtualHosts = virtualHosts == null ? List.of() : List.copyOf(virtualHosts);
        responseHeaders = Ordered.copyOf(responseHeaders);
    }
}
