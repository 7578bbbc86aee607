package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A group of web servers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "(has(self.servers) && size(self.servers) > 0) != has(self.serversFrom)",
        message = "give either servers or serversFrom")
public record Pool(
        @JsonPropertyDescription(
                "mailclient takes dynamic requests. Optional: webclient for pages, login for clients that are not logged in, ews, zx, admin and adminclient for the admin console; any other name for listeners and locations.")
        @Required
        @Pattern(Names.LABEL)
        @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription(
                "The servers; their order matters for ClientIpHash and must be the same on all proxies.")
        @Size(max = 256)
        List<PoolServer> servers,

        @JsonPropertyDescription("Where the servers are found instead; in a cluster only.")
        ServersFrom serversFrom,

        @JsonPropertyDescription("How a server is chosen for a request whose user is not known.")
        @Default("ClientIpHash")
        Balancing balancing,

        @JsonPropertyDescription("When a server is left alone.")
        PoolHealth health,

        @JsonPropertyDescription("Requests at the same time at one server; 0 for no limit.")
        @Min(0)
        @Max(1000000)
        @Default(Pool.MAX_CONNECTIONS)
        Integer maxConnections,

        @JsonPropertyDescription(
                "How the version in an auth token must fit the version of a server: Exact, or MajorMinor for its two first numbers.")
        @Default("Exact")
        VersionCheck versionCheck) {
    /** The pool of dynamic requests, for listeners that name none. */
    public static final String DEFAULT = "mailclient";

    /** The pool of the admin console, spoken to by TLS always. */
    public static final String ADMIN = "admin";

    /** The pages of the admin console; the pool of the admin console when it is left out. */
    public static final String ADMIN_CLIENT = "adminclient";

    /** Pages and everything that is not dynamic. */
    public static final String WEBCLIENT = "webclient";

    /** Pages for clients that are not logged in. */
    public static final String LOGIN = "login";

    /** Exchange Web Services. */
    public static final String EWS = "ews";

    /** Zextras; the hosts of the pool of dynamic requests when it is left out. */
    public static final String ZX = "zx";

    static final String MAX_CONNECTIONS = "0";

    public Pool {
        servers = servers == null ? List.of() : List.copyOf(servers);
        balancing = balancing == null ? Balancing.ClientIpHash : balancing;
        health = health == null ? PoolHealth.defaults() : health;
        maxConnections = maxConnections == null ? Integer.valueOf(MAX_CONNECTIONS) : maxConnections;
        versionCheck = versionCheck == null ? VersionCheck.Exact : versionCheck;
    }
}
