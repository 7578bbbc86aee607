package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A shared cache that the operator runs for the pods of one resource. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ManagedCache(
        @JsonPropertyDescription("Software of the cache: Memcached.") @Default("Memcached")
        CacheKind kind,

        @JsonPropertyDescription("Number of servers; each holds a part of the routes and counters.")
        @Min(1)
        @Max(16)
        @Default(ManagedCache.REPLICAS)
        Integer replicas,

        @JsonPropertyDescription("Memory of each server for cache entries, in MiB; a route takes about 150 bytes.")
        @Min(8)
        @Max(65536)
        @Default(ManagedCache.MEMORY_MIB)
        Integer memoryMiB,

        @JsonPropertyDescription("Highest number of concurrent connections to each server.")
        @Min(16)
        @Max(65536)
        @Default(ManagedCache.MAX_CONNECTIONS)
        Integer maxConnections,

        @JsonPropertyDescription("Container image of memcached; by default the one of the operator.")
        @Size(min = 1, max = 512)
        @Pattern(Names.IMAGE)
        @Nullable
        String image,

        @JsonPropertyDescription("Resource requests and limits of each server; by default calculated from memoryMiB.")
        @Nullable
        Resources resources) {
    static final String REPLICAS = "2";
    static final String MEMORY_MIB = "64";
    static final String MAX_CONNECTIONS = "1024";

    public ManagedCache {
        kind = kind == null ? CacheKind.Memcached : kind;
        replicas = replicas == null ? Integer.valueOf(REPLICAS) : replicas;
        memoryMiB = memoryMiB == null ? Integer.valueOf(MEMORY_MIB) : memoryMiB;
        maxConnections = maxConnections == null ? Integer.valueOf(MAX_CONNECTIONS) : maxConnections;
    }
}
