package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Takes the client address from a load balancer's PROXY protocol header, version 1 or 2. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProxyProtocol(
        @JsonPropertyDescription(
                "Networks (CIDR) whose connections must begin with the header; untrusted says what becomes of others.")
        @Required
        @Size(min = 1, max = 64)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> trustedNetworks,

        @JsonPropertyDescription(
                "What becomes of connections from elsewhere: Refuse closes them, Plain takes them as they are, without a header.")
        @Default("Refuse")
        Untrusted untrusted) {
    public ProxyProtocol {
        trustedNetworks = trustedNetworks == null ? List.of() : List.copyOf(trustedNetworks);
        untrusted = untrusted == null ? Untrusted.Refuse : untrusted;
    }
}
