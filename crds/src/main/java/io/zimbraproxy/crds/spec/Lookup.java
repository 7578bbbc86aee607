package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Route lookup handlers (NLE, Zimbra's nginx lookup extension). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(value = ListTypes.Distinct.class, input = "handlers")
public record Lookup(
        @JsonPropertyDescription(
                "Base URLs of the handlers with their ports, used in turn, for example https://mailbox-1.internal:7072.")
        @Size(max = 32)
        List<@Size(min = 1, max = 273) @Pattern(Names.HANDLER) String> handlers,

        @JsonPropertyDescription("Path of the lookup on every handler.")
        @Size(min = 1, max = 253)
        @Pattern(Names.PATH)
        @Default(Lookup.PATH)
        String path,

        @JsonPropertyDescription("How long one handler may take to respond.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Lookup.TIMEOUT)
        Duration timeout,

        @JsonPropertyDescription("How long the proxy does not use a handler after it failed.")
        @GoDuration.Text
        @SchemaFrom(type = String.class)
        @ValidationRule(value = GoDuration.POSITIVE, message = GoDuration.POSITIVE_MESSAGE)
        @Default(Lookup.RETRY_AFTER)
        Duration retryAfter,

        @JsonPropertyDescription("TLS settings for handlers with https.")
        ClientTls tls,

        @JsonPropertyDescription(
                "Networks (CIDR) of the mailbox servers that routes may name. If empty, every address is allowed except the ports of this proxy.")
        @Size(max = 64)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> allowedTargets,

        @JsonPropertyDescription(
                "Account for lookups that return a token; required for the mechanism GSSAPI and for certificateLogin.")
        @Nullable
        LookupAdmin admin) {
    static final String PATH = "/service/extension/nginx-lookup";
    static final String TIMEOUT = "15s";
    static final String RETRY_AFTER = "60s";

    public Lookup {
        handlers = handlers == null ? List.of() : List.copyOf(handlers);
        path = path == null ? PATH : path;
        timeout = timeout == null ? GoDuration.parse(TIMEOUT) : timeout;
        retryAfter = retryAfter == null ? GoDuration.parse(RETRY_AFTER) : retryAfter;
        tls = tls == null ? ClientTls.defaults() : tls;
        allowedTargets = allowedTargets == null ? List.of() : List.copyOf(allowedTargets);
    }

    /** Returns the section with its defaults. */
    public static Lookup defaults() {
        return Sections.defaults(Lookup.class);
    }

    public Lookup withHandlers(@Nullable List<String> handlers) {
        return Sections.with(this, "handlers", handlers);
    }

    public Lookup withTimeout(@Nullable Duration timeout) {
        return Sections.with(this, "timeout", timeout);
    }

    public Lookup withRetryAfter(@Nullable Duration retryAfter) {
        return Sections.with(this, "retryAfter", retryAfter);
    }

    public Lookup withTls(@Nullable ClientTls tls) {
        return Sections.with(this, "tls", tls);
    }

    public Lookup withAdmin(@Nullable LookupAdmin admin) {
        return Sections.with(this, "admin", admin);
    }
}
