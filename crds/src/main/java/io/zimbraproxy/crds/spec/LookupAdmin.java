package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

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
        KeyRef passwordRef) {
    static final String USER = "zmnginx";

    public LookupAdmin {
        user = user == null ? USER : user;
    }
}
