package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pool and rules for web requests by path. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Location(
        @JsonPropertyDescription(
                "Path to compare with the path of a request, after decoding and removal of dot segments and double slashes.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.PATH)
        String path,

        @JsonPropertyDescription(
                "Prefix matches paths that begin with path, and the longest prefix wins. Exact matches the path alone, and takes precedence.")
        @Default("Prefix")
        PathMatch match,

        @JsonPropertyDescription("Name of the pool in upstream.pools that serves the requests.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Names.LABEL)
        String pool,

        @JsonPropertyDescription(
                "User sends a request to the mailbox server of its user, if the request names one. Balanced sends it to any server of the pool.")
        @Default("User")
        Routing routing,

        @JsonPropertyDescription(
                "Whether the proxy removes path from the request before it sends the request to the server.")
        @Default("false")
        Boolean stripPrefix,

        @JsonPropertyDescription(
                "How long the server may be silent before and during its response; by default timeouts.httpRead.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Nullable
        Duration readTimeout,

        @JsonPropertyDescription(
                "Highest number of bytes in a request body; 0 for no limit; by default http.maxBodyBytes.")
        @Min(0)
        @Max(Http.LARGEST_BODY)
        @Nullable
        Long maxBodyBytes) {
    /** Validation rule of the whole specification: all pools of locations exist. */
    static final String POOLS = "!has(self.http) || !has(self.http.locations)"
            + " || self.http.locations.all(l, has(self.upstream) && has(self.upstream.pools)"
            + " && self.upstream.pools.exists(p, p.name == l.pool))";

    public Location {
        match = match == null ? PathMatch.Prefix : match;
        routing = routing == null ? Routing.User : routing;
        stripPrefix = stripPrefix == null ? Boolean.FALSE : stripPrefix;
    }

    /** Creates the section with its required fields; the other fields are absent. */
    public static Location of(String path, String pool) {
        return Sections.of(Location.class, Map.of("path", path, "pool", pool));
    }

    public Location withRouting(@Nullable Routing routing) {
        return Sections.with(this, "routing", routing);
    }

    public Location withReadTimeout(@Nullable Duration readTimeout) {
        return Sections.with(this, "readTimeout", readTimeout);
    }
}
