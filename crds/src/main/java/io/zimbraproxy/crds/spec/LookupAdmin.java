package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Account that authenticates lookups that return a token. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LookupAdmin(
        @JsonPropertyDescription("Name of the account.")
        @Size(min = 1, max = 128)
        @Pattern(Names.ACCOUNT)
        @Default(LookupAdmin.USER)
        String user,

        @JsonPropertyDescription(
                "Password of the account; in Zimbra the value of the local setting ldap_nginx_password.")
        @Nullable
        KeyRef passwordRef) {
    static final String USER = "zmnginx";

    public LookupAdmin {
        user = user == null ? USER : user;
    }

    /** Returns the section with its defaults. */
    public static LookupAdmin defaults() {
        return Sections.defaults(LookupAdmin.class);
    }

    public LookupAdmin withPasswordRef(@Nullable KeyRef passwordRef) {
        return Sections.with(this, "passwordRef", passwordRef);
    }
}
