package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Headers that tell web servers about the client and its connection. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Forwarded(
        @JsonPropertyDescription(
                "Networks (CIDR) of trusted proxies in front, whose X-Forwarded and Forwarded headers are kept. If empty, X-Forwarded-For is kept from all clients and the other headers from none.")
        @Size(max = 64)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> trustedNetworks,

        @JsonPropertyDescription("Whether the proxy adds the header Forwarded (RFC 7239) as well as X-Forwarded-For.")
        @Default("false")
        Boolean standard) {
    public Forwarded {
        trustedNetworks = trustedNetworks == null ? List.of() : List.copyOf(trustedNetworks);
        standard = standard == null ? Boolean.FALSE : standard;
    }

    /** Returns the section with its defaults. */
    public static Forwarded defaults() {
        return Sections.defaults(Forwarded.class);
    }
}
