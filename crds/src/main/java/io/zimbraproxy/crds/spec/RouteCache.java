package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;

/** What is remembered of lookups. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!(has(self.memcached) && has(self.redis))", message = "memcached and redis exclude each other")
public record RouteCache(
        @JsonPropertyDescription("How long a route is kept in the shared cache.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(RouteCache.TTL)
        Duration ttl,

        @JsonPropertyDescription("Routes kept in the process.")
        LocalCache local,

        @JsonPropertyDescription("Shared cache in memcached.")
        Memcached memcached,

        @JsonPropertyDescription("Shared cache in Redis.") Redis redis) {
    static final String TTL = "1h";

    public RouteCache {
        ttl = ttl == null ? GoDuration.parse(TTL) : ttl;
        local = local == null ? LocalCache.defaults() : local;
    }

    /** Everything left out. */
    public static RouteCache defaults() {
        return new RouteCache(null, null, null, null);
    }
}
