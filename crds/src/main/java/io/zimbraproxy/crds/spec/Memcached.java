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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** memcached servers for routes and counters, shared with other proxies, including Zimbra's own. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Memcached(
        @JsonPropertyDescription("host:port of each server, in the same order on all proxies.")
        @Required
        @Size(min = 1, max = 64)
        List<@Size(min = 1, max = 259) @Pattern(Names.HOST_PORT) String> servers,

        @JsonPropertyDescription("How long the response of a server may take.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Memcached.FETCH_TIMEOUT)
        Duration fetchTimeout,

        @JsonPropertyDescription("How long the proxy does not use a server after it failed.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Memcached.RECONNECT_INTERVAL)
        Duration reconnectInterval,

        @JsonPropertyDescription("Notation of cache keys: Hashed as in Zimbra since May 2022, or Plain as before.")
        @Default("Hashed")
        KeyFormat keyFormat) {
    static final String FETCH_TIMEOUT = "3s";
    static final String RECONNECT_INTERVAL = "60s";

    public Memcached {
        servers = servers == null ? List.of() : List.copyOf(servers);
        fetchTimeout = fetchTimeout == null ? GoDuration.parse(FETCH_TIMEOUT) : fetchTimeout;
        reconnectInterval = reconnectInterval == null ? GoDuration.parse(RECONNECT_INTERVAL) : reconnectInterval;
        keyFormat = keyFormat == null ? KeyFormat.Hashed : keyFormat;
    }

    /** Creates the section with its required fields; the other fields are absent. */
    public static Memcached of(List<String> servers) {
        return Sections.of(Memcached.class, Map.of("servers", servers));
    }

    public Memcached withFetchTimeout(@Nullable Duration fetchTimeout) {
        return Sections.with(this, "fetchTimeout", fetchTimeout);
    }

    public Memcached withReconnectInterval(@Nullable Duration reconnectInterval) {
        return Sections.with(this, "reconnectInterval", reconnectInterval);
    }
}
