package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A group of web servers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Pool(
        @JsonPropertyDescription("mailclient takes dynamic requests; webclient, login, admin and ews are optional.")
        @Required
        @Pattern(Names.LABEL)
        @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription(
                "The servers; their order matters for ClientIpHash and must be the same on all proxies.")
        @Required
        @Size(min = 1, max = 256)
        List<PoolServer> servers,

        @JsonPropertyDescription("How a server is chosen for a request whose user is not known.")
        @Default("ClientIpHash")
        Balancing balancing,

        @JsonPropertyDescription("When a server is left alone.")
        PoolHealth health) {
    /** The pool of dynamic requests, for listeners that name none. */
    public static final String DEFAULT = "mailclient";

    /** The pool of the admin console, spoken to by TLS always. */
    public static final String ADMIN = "admin";

    public Pool {
        servers = servers == null ? List.of() : List.copyOf(servers);
        balancing = balancing == null ? Balancing.ClientIpHash : balancing;
        health = health == null ? PoolHealth.defaults() : health;
    }
}
