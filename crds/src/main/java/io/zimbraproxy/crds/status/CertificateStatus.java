package io.zimbraproxy.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** A certificate in service. */
public record CertificateStatus(
        @JsonPropertyDescription("Name of the Secret.") String name,
        @JsonPropertyDescription("When it ends, RFC 3339.") String notAfter,
        @JsonPropertyDescription("Host names it is for.") List<String> dnsNames) {}
