package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Limits on the size and number of client requests. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Limits(
        @JsonPropertyDescription(
                "Number of invalid commands before the login after which the proxy closes a mail session.")
        @Min(1)
        @Max(100)
        @Default(Limits.PRE_AUTH_ERRORS)
        Integer preAuthErrors,

        @JsonPropertyDescription("Highest number of bytes in a mail command before the login, literals included.")
        @Min(512)
        @Max(65536)
        @Default(Limits.LINE_BYTES)
        Integer lineBytes,

        @JsonPropertyDescription("Highest number of bytes in an IMAP literal before the login.")
        @Min(256)
        @Max(65536)
        @Default(Limits.LITERAL_BYTES)
        Integer literalBytes,

        @JsonPropertyDescription("Highest number of bytes in the headers of a web request.")
        @Min(4096)
        @Max(262144)
        @Default(Limits.HEADER_BYTES)
        Integer headerBytes,

        @JsonPropertyDescription("Highest number of headers in a web request.")
        @Min(10)
        @Max(2000)
        @Default(Limits.HEADER_COUNT)
        Integer headerCount,

        @JsonPropertyDescription("Highest number of bytes in the path and query of a web request.")
        @Min(512)
        @Max(65536)
        @Default(Limits.URI_BYTES)
        Integer uriBytes,

        @JsonPropertyDescription("Highest number of concurrent requests on an HTTP/2 connection.")
        @Min(1)
        @Max(10000)
        @Default(Limits.HTTP2_STREAMS)
        Integer http2Streams,

        @JsonPropertyDescription("Highest number of concurrent client connections; 0 for no limit.")
        @Min(0)
        @Max(10000000)
        @Default(Limits.CONNECTIONS)
        Integer connections) {
    static final String PRE_AUTH_ERRORS = "5";
    static final String LINE_BYTES = "16384";
    static final String LITERAL_BYTES = "8192";
    static final String HEADER_BYTES = "32768";
    static final String HEADER_COUNT = "200";
    static final String URI_BYTES = "16384";
    static final String HTTP2_STREAMS = "100";
    static final String CONNECTIONS = "0";

    public Limits {
        preAuthErrors = preAuthErrors == null ? Integer.valueOf(PRE_AUTH_ERRORS) : preAuthErrors;
        lineBytes = lineBytes == null ? Integer.valueOf(LINE_BYTES) : lineBytes;
        literalBytes = literalBytes == null ? Integer.valueOf(LITERAL_BYTES) : literalBytes;
        headerBytes = headerBytes == null ? Integer.valueOf(HEADER_BYTES) : headerBytes;
        headerCount = headerCount == null ? Integer.valueOf(HEADER_COUNT) : headerCount;
        uriBytes = uriBytes == null ? Integer.valueOf(URI_BYTES) : uriBytes;
        http2Streams = http2Streams == null ? Integer.valueOf(HTTP2_STREAMS) : http2Streams;
        connections = connections == null ? Integer.valueOf(CONNECTIONS) : connections;
    }

    /** Returns the section with its defaults. */
    public static Limits defaults() {
        return Sections.defaults(Limits.class);
    }
}
