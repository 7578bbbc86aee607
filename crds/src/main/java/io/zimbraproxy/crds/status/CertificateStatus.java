package io.zimbraproxy.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** A certificate that the proxies use. */
public record CertificateStatus(
        @JsonPropertyDescription("Name of the Secret.") String name,
        @JsonPropertyDescription("Expiry time, RFC 3339.") String notAfter,

        @JsonPropertyDescription("Host names in the certificate.")
        List<String> dnsNames) {}
