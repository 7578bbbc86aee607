package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/** Certificates of clients. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.mode) || self.mode == 'None' || has(self.caRef)",
        message = "caRef is needed to check client certificates")
public record ClientCertificates(
        @JsonPropertyDescription("None does not ask for one, Optional takes one, Required insists.") @Default("None")
        ClientCertificateMode mode,

        @JsonPropertyDescription("Authorities that client certificates must come from.")
        CaRef caRef) {
    public ClientCertificates {
        mode = mode == null ? ClientCertificateMode.None : mode;
    }

    /** Everything left out. */
    public static ClientCertificates defaults() {
        return new ClientCertificates(null, null);
    }
}
