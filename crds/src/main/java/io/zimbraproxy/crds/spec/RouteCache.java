package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Caches for routes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!(has(self.memcached) && has(self.redis))", message = "memcached and redis exclude each other")
@ValidationRule(
        value = "!has(self.managed) || !(has(self.memcached) || has(self.redis))",
        message = "managed excludes memcached and redis")
public record RouteCache(
        @JsonPropertyDescription("How long a route stays in the shared cache.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(RouteCache.TTL)
        Duration ttl,

        @JsonPropertyDescription(
                "How long the process caches the response that a user does not exist; 0s turns this off.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.NOT_NEGATIVE, message = GoDuration.NOT_NEGATIVE_MESSAGE)
        @Default(RouteCache.NOT_FOUND_TTL)
        Duration notFoundTtl,

        @JsonPropertyDescription("Cache in the memory of each process.")
        LocalCache local,

        @JsonPropertyDescription("Shared cache in memcached.") @Nullable
        Memcached memcached,

        @JsonPropertyDescription("Shared cache in Redis.") @Nullable
        Redis redis,

        @JsonPropertyDescription("Shared cache run by the operator; in a cluster only.") @Nullable
        ManagedCache managed) {
    static final String TTL = "1h";
    static final String NOT_FOUND_TTL = "5s";

    public RouteCache {
        ttl = ttl == null ? GoDuration.parse(TTL) : ttl;
        notFoundTtl = notFoundTtl == null ? GoDuration.parse(NOT_FOUND_TTL) : notFoundTtl;
        local = local == null ? LocalCache.defaults() : local;
    }

    /** Returns the section with its defaults. */
    public static RouteCache defaults() {
        return Sections.defaults(RouteCache.class);
    }

    public RouteCache withTtl(@Nullable Duration ttl) {
        return Sections.with(this, "ttl", ttl);
    }

    public RouteCache withLocal(@Nullable LocalCache local) {
        return Sections.with(this, "local", local);
    }

    public RouteCache withMemcached(@Nullable Memcached memcached) {
        return Sections.with(this, "memcached", memcached);
    }

    public RouteCache withManaged(@Nullable ManagedCache managed) {
        return Sections.with(this, "managed", managed);
    }
}
