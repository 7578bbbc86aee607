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

/** Web requests that are served otherwise than Zimbra's, known by their path. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Location(
        @JsonPropertyDescription(
                "Path of the requests, compared with theirs once it is decoded and rid of dot segments and double slashes.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.PATH)
        String path,

        @JsonPropertyDescription(
                "Prefix takes requests whose path begins with it, the longest one wins; Exact takes that path alone, and goes first.")
        @Default("Prefix")
        PathMatch match,

        @JsonPropertyDescription("Name of the pool in upstream.pools that answers.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Names.LABEL)
        String pool,

        @JsonPropertyDescription(
                "User sends a request to the server of its user where it names one, Balanced to any server of the pool.")
        @Default("User")
        Routing routing,

        @JsonPropertyDescription("Whether the path is taken off before the request goes to the server.")
        @Default("false")
        Boolean stripPrefix,

        @JsonPropertyDescription("Silence of a server that should answer; timeouts.httpRead when left out.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        Duration readTimeout,

        @JsonPropertyDescription("Bytes of the body of a request; 0 for no limit; http.maxBodyBytes when left out.")
        @Min(0)
        @Max(Http.LARGEST_BODY)
        Long maxBodyBytes) {
    /** Rule of the whole specification: the pools that locations name are there. */
    static final String POOLS = "!has(self.http) || !has(self.http.locations)"
            + " || self.http.locations.all(l, has(self.upstream) && has(self.upstream.pools)"
            + " && self.upstream.pools.exists(p, p.name == l.pool))";

    public Location {
        match = match == null ? PathMatch.Prefix : match;
        routing = routing == null ? Routing.User : routing;
        stripPrefix = stripPrefix == null ? Boolean.FALSE : stripPrefix;
    }
}
