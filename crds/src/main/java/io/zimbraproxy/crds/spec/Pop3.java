package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts for POP3 clients. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Pop3(
        @JsonPropertyDescription(
                "Capabilities announced before the login, in this order; by default those of Zimbra, with RESP-CODES and AUTH-RESP-CODE.")
        @Size(max = 64)
        List<@Size(min = 1, max = 255) @Pattern(Names.POP3_CAPABILITY) String> capabilities,

        @JsonPropertyDescription("Whether the greeting contains product and version.") @Default("false")
        Boolean exposeVersion) {
    private static final List<String> DEFAULT_CAPABILITIES =
            List.of("TOP", "USER", "UIDL", "EXPIRE 31 USER", "XOIP", "RESP-CODES", "AUTH-RESP-CODE");

    public Pop3 {
        capabilities =
                capabilities == null || capabilities.isEmpty() ? DEFAULT_CAPABILITIES : List.copyOf(capabilities);
        exposeVersion = exposeVersion == null ? Boolean.FALSE : exposeVersion;
    }

    /** Returns the section with its defaults. */
    public static Pop3 defaults() {
        return Sections.defaults(Pop3.class);
    }

    public Pop3 withCapabilities(@Nullable List<String> capabilities) {
        return Sections.with(this, "capabilities", capabilities);
    }

    public Pop3 withExposeVersion(@Nullable Boolean exposeVersion) {
        return Sections.with(this, "exposeVersion", exposeVersion);
    }
}
