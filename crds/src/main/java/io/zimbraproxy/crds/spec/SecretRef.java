package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Reference to a Secret with a certificate and its key, as cert-manager writes them, in the namespace of the resource. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecretRef(
        @JsonPropertyDescription(
                "Name of the Secret; its keys are tls.crt (chain, server certificate first) and tls.key.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.SUBDOMAIN)
        String name) {
    /** Validation rule of the schema for sections with two certificates, one for each kind of key. */
    static final String ALTERNATIVE = "!has(self.alternativeCertificateRef) || has(self.certificateRef)";

    static final String ALTERNATIVE_MESSAGE = "alternativeCertificateRef needs certificateRef";
}
