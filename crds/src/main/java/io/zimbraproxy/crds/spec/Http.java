package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
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
        @Pattern(Names.PAGE)
        String errorHandlerUrl,

        @JsonPropertyDescription("Headers added to all answers.") @Size(max = 64)
        Map<String, @Size(max = 4096) @Pattern(Names.HEADER_VALUE) String> responseHeaders) {
    public Http {
        errorHandlerUrl = errorHandlerUrl == null || errorHandlerUrl.isEmpty() ? null : errorHandlerUrl;
        responseHeaders = Ordered.copyOf(responseHeaders);
    }

    /** Everything left out. */
    public static Http defaults() {
        return new Http(null, null, null);
    }
}
