package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Changes to cookies that web servers set. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Cookies(
        @JsonPropertyDescription("Whether the proxy adds the attribute Secure to cookies set through TLS listeners.")
        @Default("false")
        Boolean secure,

        @JsonPropertyDescription(
                "Cookie domains to replace: the domain that a web server sets, and the domain that clients get.")
        @Size(max = 32)
        Map<String, @Size(min = 1, max = 254) @Pattern(Names.COOKIE_DOMAIN) String> domains,

        @JsonPropertyDescription(
                "Cookie paths to replace: the path that a web server sets, and the path that clients get.")
        @Size(max = 32)
        Map<String, @Size(min = 1, max = 253) @Pattern(Names.COOKIE_PATH) String> paths) {
    public Cookies {
        secure = secure == null ? Boolean.FALSE : secure;
        domains = Ordered.copyOf(domains);
        paths = Ordered.copyOf(paths);
    }

    /** Returns the section with its defaults. */
    public static Cookies defaults() {
        return Sections.defaults(Cookies.class);
    }
}
