package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Settings for the PROXY protocol header, version 1 or 2, with which a load balancer sends the client address. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProxyProtocol(
        @JsonPropertyDescription("Networks (CIDR) of load balancers; their connections must begin with the header.")
        @Required
        @Size(min = 1, max = 64)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> trustedNetworks,

        @JsonPropertyDescription(
                "Connections from other addresses: Refuse closes them, Plain accepts them without a header.")
        @Default("Refuse")
        Untrusted untrusted) {
    public ProxyProtocol {
        trustedNetworks = trustedNetworks == null ? List.of() : List.copyOf(trustedNetworks);
        untrusted = untrusted == null ? Untrusted.Refuse : untrusted;
    }
}
