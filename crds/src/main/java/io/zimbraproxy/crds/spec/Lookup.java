package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Duration;
import java.util.List;

/** The route lookup handlers (Zimbra's NLE). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Lookup(
        @JsonPropertyDescription(
                "Base URLs of the handlers with their ports, asked in turn, for example https://mailbox-1.internal:7072.")
        @Size(max = 32)
        List<String> handlers,

        @JsonPropertyDescription("Path of the lookup on every handler.")
        @Size(max = 253)
        @Pattern("^/[!-~]*$")
        @Default(Lookup.PATH)
        String path,

        @JsonPropertyDescription("How long one handler may take to answer.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(min = 2, max = 32)
        @GoDuration.Text
        @Default(Lookup.TIMEOUT)
        Duration timeout,

        @JsonPropertyDescription("How long a handler that failed is left out.")
        @SchemaFrom(type = String.class)
        @Pattern(GoDuration.PATTERN)
        @Size(min = 2, max = 32)
        @GoDuration.Text
        @Default(Lookup.RETRY_AFTER)
        Duration retryAfter,

        @JsonPropertyDescription("How handlers with https are checked.")
        ClientTls tls) {
    static final String PATH = "/service/extension/nginx-lookup";
    static final String TIMEOUT = "15s";
    static final String RETRY_AFTER = "60s";

    public Lookup {
        handlers = handlers == null ? List.of() : List.copyOf(handlers);
        path = path == null ? PATH : path;
        timeout = timeout == null ? GoDuration.parse(TIMEOUT) : timeout;
        retryAfter = retryAfter == null ? GoDuration.parse(RETRY_AFTER) : retryAfter;
        tls = tls == null ? ClientTls.defaults() : tls;
    }

    /** Everything left out. */
    public static Lookup defaults() {
        return new Lookup(null, null, null, null, null);
    }
}
