package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** What is changed in the cookies that web servers set. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Cookies(
        @JsonPropertyDescription("Whether Secure is added to cookies that are set on TLS listeners.") @Default("false")
        Boolean secure,

        @JsonPropertyDescription("Domains of cookies, each with the one that takes its place.") @Size(max = 32)
        Map<String, @Size(min = 1, max = 254) @Pattern(Names.COOKIE_DOMAIN) String> domains,

        @JsonPropertyDescription("Paths of cookies, each with the one that takes its place.") @Size(max = 32)
        Map<String, @Size(min = 1, max = 253) @Pattern(Names.COOKIE_PATH) String> paths) {
    public Cookies {
        secure = secure == null ? Boolean.FALSE : secure;
        domains = Ordered.copyOf(domains);
        paths = Ordered.copyOf(paths);
    }

    /** Everything left out. */
    public static Cookies defaults() {
        return new Cookies(null, null, null);
    }
}
