package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts for IMAP clients. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Imap(
        @JsonPropertyDescription("Capabilities announced before the login, in this order; by default those of Zimbra.")
        @Size(max = 64)
        List<@Size(min = 1, max = 64) @Pattern(Names.IMAP_CAPABILITY) String> capabilities,

        @JsonPropertyDescription("Whether the greeting contains product and version.") @Default("false")
        Boolean exposeVersion) {
    private static final List<String> DEFAULT_CAPABILITIES = List.of(
            "IMAP4rev1",
            "ACL",
            "BINARY",
            "CATENATE",
            "CHILDREN",
            "CONDSTORE",
            "ENABLE",
            "ESEARCH",
            "ESORT",
            "I18NLEVEL=1",
            "ID",
            "IDLE",
            "LIST-EXTENDED",
            "LIST-STATUS",
            "LITERAL+",
            "MULTIAPPEND",
            "NAMESPACE",
            "QRESYNC",
            "QUOTA",
            "RIGHTS=ektx",
            "SASL-IR",
            "SEARCHRES",
            "SORT",
            "THREAD=ORDEREDSUBJECT",
            "UIDPLUS",
            "UNSELECT",
            "WITHIN",
            "XLIST");

    public Imap {
        capabilities =
                capabilities == null || capabilities.isEmpty() ? DEFAULT_CAPABILITIES : List.copyOf(capabilities);
        exposeVersion = exposeVersion == null ? Boolean.FALSE : exposeVersion;
    }

    /** Returns the section with its defaults. */
    public static Imap defaults() {
        return Sections.defaults(Imap.class);
    }

    public Imap withCapabilities(@Nullable List<String> capabilities) {
        return Sections.with(this, "capabilities", capabilities);
    }

    public Imap withExposeVersion(@Nullable Boolean exposeVersion) {
        return Sections.with(this, "exposeVersion", exposeVersion);
    }
}
