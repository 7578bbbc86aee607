package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Web requests and answers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Http(
        @JsonPropertyDescription("Requests whose answer is awaited for long.")
        Polling polling,

        @JsonPropertyDescription(
                "Page to which clients are sent when no server answers; a page of the proxy itself when left out.")
        @Size(max = 2048)
        String errorHandlerUrl,

        @JsonPropertyDescription("Headers added to all answers.")
        Map<String, String> responseHeaders) {
    public Http {
        responseHeaders = responseHeaders == null ? Map.of() : Map.copyOf(responseHeaders);
    }

    /** Everything left out. */
    public static Http defaults() {
        return new Http(null, null, null);
    }
}
