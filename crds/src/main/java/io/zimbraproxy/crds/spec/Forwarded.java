package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What web servers are told of the client and its connection. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Forwarded(
        @JsonPropertyDescription(
                "Networks (CIDR) of proxies in front whose X-Forwarded and Forwarded headers are kept; when left out, X-Forwarded-For is kept from everybody and the others from nobody.")
        @Size(max = 64)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> trustedNetworks,

        @JsonPropertyDescription("Whether the header Forwarded (RFC 7239) is added beside X-Forwarded-For.")
        @Default("false")
        Boolean standard) {
    public Forwarded {
        trustedNetworks = trustedNetworks == null ? List.of() : List.copyOf(trustedNetworks);
        standard = standard == null ? Boolean.FALSE : standard;
    }

    /** Everything left out. */
    public static Forwarded defaults() {
        return new Forwarded(null, null);
    }
}
