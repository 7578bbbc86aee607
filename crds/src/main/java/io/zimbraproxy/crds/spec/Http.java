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

/** Web requests and answers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(value = ListTypes.Located.class, input = "locations")
public record Http(
        @JsonPropertyDescription("Requests that are served otherwise than Zimbra's; they go before the built-in ones.")
        @Size(max = 128)
        List<Location> locations,

        @JsonPropertyDescription("Requests whose answer is awaited for long.")
        Polling polling,

        @JsonPropertyDescription(
                "Page to which clients are sent when no server answers; a page of the proxy itself when left out.")
        @Size(max = 2048)
        @Pattern(Names.PAGE)
        String errorHandlerUrl,

        @JsonPropertyDescription("Headers added to all answers.") @Size(max = 64)
        Map<String, @Size(max = 4096) @Pattern(Names.HEADER_VALUE) String> responseHeaders,

        @JsonPropertyDescription("Bytes of the body of a request; 0 for no limit.")
        @Min(0)
        @Max(Http.LARGEST_BODY)
        @Default(Http.MAX_BODY_BYTES)
        Long maxBodyBytes,

        @JsonPropertyDescription("What web servers are told of the client and its connection.")
        Forwarded forwarded,

        @JsonPropertyDescription("What is changed in the cookies that web servers set.")
        Cookies cookies) {
    /** A pebibyte: more than anybody sends, and exact also where numbers are floating-point ones. */
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

    /** Everything left out. */
    public static Http defaults() {
        return new Http(null, null, null, null, null, null, null);
    }
}
