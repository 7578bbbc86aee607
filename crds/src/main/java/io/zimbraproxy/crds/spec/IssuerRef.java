package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Reference to a cert-manager issuer. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IssuerRef(
        @JsonPropertyDescription("Name of the issuer.") @Required @Size(min = 1, max = 253) @Pattern(Names.SUBDOMAIN)
        String name,

        @JsonPropertyDescription("Issuer, ClusterIssuer, or the kind of an external issuer.")
        @Size(min = 1, max = 63)
        @Pattern(Names.KIND)
        @Default(IssuerRef.KIND)
        String kind,

        @JsonPropertyDescription("API group of that kind.")
        @Size(min = 1, max = 253)
        @Pattern(Names.SUBDOMAIN)
        @Default(IssuerRef.GROUP)
        String group) {
    static final String KIND = "Issuer";
    static final String GROUP = "cert-manager.io";

    /** Validation rule of the schema for sections with a certificate. */
    static final String NEEDS_SECRET = "!has(self.certificateIssuerRef) || has(self.certificateRef)";

    static final String NEEDS_SECRET_MESSAGE =
            "certificateIssuerRef needs certificateRef, the Secret for the issued certificate";

    static final String DESCRIPTION =
            "The cert-manager issuer that issues the certificate into the Secret of certificateRef. Without an issuer you create the Secret yourself.";

    public IssuerRef {
        kind = kind == null ? KIND : kind;
        group = group == null ? GROUP : group;
    }
}
