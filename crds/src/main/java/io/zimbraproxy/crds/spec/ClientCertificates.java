package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Settings for certificates of web clients. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.mode) || self.mode == 'None' || has(self.caRef)",
        message = "caRef is needed to check client certificates")
public record ClientCertificates(
        @JsonPropertyDescription(
                "None does not request a certificate, Optional accepts clients without one, Required refuses them.")
        @Default("None")
        ClientCertificateMode mode,

        @JsonPropertyDescription("Authorities that may issue client certificates.") @Nullable
        CaRef caRef) {
    public ClientCertificates {
        mode = mode == null ? ClientCertificateMode.None : mode;
    }

    /** Returns the section with its defaults. */
    public static ClientCertificates defaults() {
        return Sections.defaults(ClientCertificates.class);
    }
}
