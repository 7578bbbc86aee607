package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings for web requests and responses. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(value = ListTypes.Located.class, input = "locations")
public record Http(
        @JsonPropertyDescription("Paths with their own pool and rules; they take precedence over the built-in ones.")
        @Size(max = 128)
        List<Location> locations,

        @JsonPropertyDescription("Long-polling requests.") Polling polling,

        @JsonPropertyDescription(
                "URL that clients are redirected to if no server responds; by default the proxy sends its own page.")
        @Size(max = 2048)
        @Pattern(Names.PAGE)
        String errorHandlerUrl,

        @JsonPropertyDescription("Headers added to all responses.") @Size(max = 64)
        Map<String, @Size(max = 4096) @Pattern(Names.HEADER_VALUE) String> responseHeaders,

        @JsonPropertyDescription("Highest number of bytes in a request body; 0 for no limit.")
        @Min(0)
        @Max(Http.LARGEST_BODY)
        @Default(Http.MAX_BODY_BYTES)
        Long maxBodyBytes,

        @JsonPropertyDescription("Headers that tell web servers about the client and its connection.")
        Forwarded forwarded,

        @JsonPropertyDescription("Changes to cookies that web servers set.")
        Cookies cookies) {
    /** One pebibyte: beyond any real body, and exact even as a floating-point number. */
    static final long LARGEST_BODY = 1L << 50;

    static final String MAX_BODY_BYTES = "0";

    public Http {
        locations = locations == null ? List.of() : List.copyOf(locations);
        polling = polling == null ? Polling.defaults() : polling;
        errorHandlerUrl = errorHandlerUrl == null || errorHandlerUrl.isEmpty() ? null : errorHandlerUrl;
        responseHeaders = Ordered.copyOf(responseHeaders);
        maxBodyBytes = maxBodyBytes == null ? Long.valueOf(MAX_BODY_BYTES) : maxBodyBytes;
        forwarded = forwarded == null ? Forwarded.defaults() : forwarded;
        cookies = cookies == null ? Cookies.defaults() : cookies;
    }

    /** Returns the section with its defaults. */
    public static Http defaults() {
        return Sections.defaults(Http.class);
    }

    public Http withLocations(@Nullable List<Location> locations) {
        return Sections.with(this, "locations", locations);
    }

    public Http withErrorHandlerUrl(@Nullable String errorHandlerUrl) {
        return Sections.with(this, "errorHandlerUrl", errorHandlerUrl);
    }

    public Http withResponseHeaders(@Nullable Map<String, String> responseHeaders) {
        return Sections.with(this, "responseHeaders", responseHeaders);
    }
}
