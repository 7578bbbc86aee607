package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Redis servers for routes and counters, shared with other proxies. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.mode != 'Single' || size(self.hosts) == 1", message = Redis.ONE_HOST)
@ValidationRule(value = "(self.mode == 'Sentinel') == has(self.masterName)", message = Redis.MASTER_NAME)
@ValidationRule(
        value = "self.mode != 'Cluster' || self.hosts.all(host, !host.matches('/[0-9]+$'))",
        message = Redis.NO_DATABASE)
@ValidationRule(
        value = "self.hosts.all(host, host.startsWith('redis:')) || self.hosts.all(host, host.startsWith('rediss:'))",
        message = Redis.SAME_SCHEME)
public record Redis(
        @JsonPropertyDescription(
                "redis:// or rediss:// URLs of the servers; more than one only for mode Sentinel or Cluster.")
        @Required
        @Size(min = 1, max = 64)
        List<@Size(min = 1, max = 273) @Pattern(Names.REDIS) String> hosts,

        @JsonPropertyDescription(
                "Single for one server, Sentinel if the hosts are sentinels, Cluster if they are nodes of a cluster.")
        @Default("Single")
        RedisMode mode,

        @JsonPropertyDescription("Name of the master at the sentinels.")
        @Size(min = 1, max = 253)
        @Pattern(Names.WORD)
        @Nullable
        String masterName,

        @JsonPropertyDescription("User of the Redis ACL; by default the default user.")
        @Size(min = 1, max = 253)
        @Pattern(Names.WORD)
        @Nullable
        String user,

        @JsonPropertyDescription("Password of the user.") @Nullable
        KeyRef passwordRef,

        @JsonPropertyDescription("TLS settings for servers with rediss://.")
        ClientTls tls,

        @JsonPropertyDescription("How long the response of a server may take.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Redis.FETCH_TIMEOUT)
        Duration fetchTimeout,

        @JsonPropertyDescription("How long the proxy does not use Redis after it failed.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Redis.RECONNECT_INTERVAL)
        Duration reconnectInterval) {
    public static final String ONE_HOST = "mode Single has one host";
    public static final String MASTER_NAME = "masterName goes with mode Sentinel";
    public static final String NO_DATABASE = "a cluster has no numbered databases";
    public static final String SAME_SCHEME = "all hosts are redis:// or all are rediss://";
    static final String FETCH_TIMEOUT = "3s";
    static final String RECONNECT_INTERVAL = "10s";

    public Redis {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        mode = mode == null ? RedisMode.Single : mode;
        tls = tls == null ? ClientTls.defaults() : tls;
        fetchTimeout = fetchTimeout == null ? GoDuration.parse(FETCH_TIMEOUT) : fetchTimeout;
        reconnectInterval = reconnectInterval == null ? GoDuration.parse(RECONNECT_INTERVAL) : reconnectInterval;
    }

    /** Returns true if the connections use TLS. */
    public boolean encrypted() {
        return hosts.stream().allMatch(host -> host.startsWith("rediss:"));
    }
}
