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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of web servers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "(has(self.servers) && size(self.servers) > 0) != has(self.serversFrom)",
        message = "give either servers or serversFrom")
public record Pool(
        @JsonPropertyDescription(
                "Name of the pool. mailclient serves dynamic requests. Optional: webclient for pages, login for clients that are not logged in, ews, zx, admin and adminclient for the admin console. Listeners and locations may use other names.")
        @Required
        @Pattern(Names.LABEL)
        @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription(
                "Servers of the pool. Their order must be the same on all proxies, because ClientIpHash depends on it.")
        @Size(max = 256)
        List<PoolServer> servers,

        @JsonPropertyDescription("Source of the servers in Kubernetes, instead of servers; in a cluster only.")
        @Nullable
        ServersFrom serversFrom,

        @JsonPropertyDescription(
                "Selection of a server for a request without a known user: ClientIpHash, RoundRobin or LeastRequests.")
        @Default("ClientIpHash")
        Balancing balancing,

        @JsonPropertyDescription("Health rules for the servers.")
        PoolHealth health,

        @JsonPropertyDescription("Highest number of concurrent requests to one server; 0 for no limit.")
        @Min(0)
        @Max(1000000)
        @Default(Pool.MAX_CONNECTIONS)
        Integer maxConnections,

        @JsonPropertyDescription(
                "Comparison of the version in an auth token with the version of a server: Exact, or MajorMinor for the first two numbers.")
        @Default("Exact")
        VersionCheck versionCheck) {
    /** The pool for dynamic requests, and the default pool of listeners. */
    public static final String DEFAULT = "mailclient";

    /** The pool of the admin console; its connections always use TLS. */
    public static final String ADMIN = "admin";

    /** The pool for the static pages of the admin console; if it is not configured, {@link #ADMIN} serves them too. */
    public static final String ADMIN_CLIENT = "adminclient";

    /** The pool for pages and other static content. */
    public static final String WEBCLIENT = "webclient";

    /** The pool for clients that are not logged in. */
    public static final String LOGIN = "login";

    /** The pool for Exchange Web Services. */
    public static final String EWS = "ews";

    /** The pool for Zextras; by default the hosts of the pool for dynamic requests. */
    public static final String ZX = "zx";

    static final String MAX_CONNECTIONS = "0";

    public Pool {
        servers = servers == null ? List.of() : List.copyOf(servers);
        balancing = balancing == null ? Balancing.ClientIpHash : balancing;
        health = health == null ? PoolHealth.defaults() : health;
        maxConnections = maxConnections == null ? Integer.valueOf(MAX_CONNECTIONS) : maxConnections;
        versionCheck = versionCheck == null ? VersionCheck.Exact : versionCheck;
    }

    /** Creates the section with its required fields; the other fields are absent. */
    public static Pool of(String name) {
        return Sections.of(Pool.class, Map.of("name", name));
    }

    public Pool withServers(@Nullable List<PoolServer> servers) {
        return Sections.with(this, "servers", servers);
    }

    public Pool withServersFrom(@Nullable ServersFrom serversFrom) {
        return Sections.with(this, "serversFrom", serversFrom);
    }

    public Pool withHealth(@Nullable PoolHealth health) {
        return Sections.with(this, "health", health);
    }

    public Pool withVersionCheck(@Nullable VersionCheck versionCheck) {
        return Sections.with(this, "versionCheck", versionCheck);
    }
}
