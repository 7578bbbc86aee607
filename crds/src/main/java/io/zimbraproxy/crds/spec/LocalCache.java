package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Cache in the memory of the process, in front of the shared cache. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LocalCache(
        @JsonPropertyDescription("Highest number of cached routes.")
        @Min(1)
        @Max(10000000)
        @Default(LocalCache.MAX_ENTRIES)
        Integer maxEntries,

        @JsonPropertyDescription("How long a route stays in the cache.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(LocalCache.TTL)
        Duration ttl) {
    static final String MAX_ENTRIES = "100000";
    static final String TTL = "60s";

    public LocalCache {
        maxEntries = maxEntries == null ? Integer.valueOf(MAX_ENTRIES) : maxEntries;
        ttl = ttl == null ? GoDuration.parse(TTL) : ttl;
    }

    /** Returns the section with its defaults. */
    public static LocalCache defaults() {
        return Sections.defaults(LocalCache.class);
    }

    public LocalCache withTtl(@Nullable Duration ttl) {
        return Sections.with(this, "ttl", ttl);
    }
}
