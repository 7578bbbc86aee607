package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One web server of a pool. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PoolServer(
        @JsonPropertyDescription("Host name or IP address.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.HOST_OR_ADDRESS)
        String host,

        @JsonPropertyDescription("HTTP port, used if upstream.tls is off.")
        @Min(1)
        @Max(65535)
        @Default(PoolServer.HTTP_PORT)
        Integer httpPort,

        @JsonPropertyDescription("HTTPS port, used if upstream.tls is on.")
        @Min(1)
        @Max(65535)
        @Default(PoolServer.HTTPS_PORT)
        Integer httpsPort,

        @JsonPropertyDescription("Weight of the server: its share of the requests in relation to the other servers.")
        @Min(1)
        @Max(256)
        @Default(PoolServer.WEIGHT)
        Integer weight,

        @JsonPropertyDescription("Whether the server gets only the requests of its own users.") @Default("false")
        Boolean drain,

        @JsonPropertyDescription(
                "Zimbra version of the server, for example 8.8.15_GA_3928. A server without version matches every auth token.")
        @Size(min = 1, max = 63)
        @Pattern(Names.WORD)
        @Nullable
        String version) {
    static final String HTTP_PORT = "8080";
    static final String HTTPS_PORT = "8443";
    static final String WEIGHT = "1";

    public PoolServer {
        httpPort = httpPort == null ? Integer.valueOf(HTTP_PORT) : httpPort;
        httpsPort = httpsPort == null ? Integer.valueOf(HTTPS_PORT) : httpsPort;
        weight = weight == null ? Integer.valueOf(WEIGHT) : weight;
        drain = drain == null ? Boolean.FALSE : drain;
    }

    /** Creates the section with its required fields; the other fields are absent. */
    public static PoolServer of(String host) {
        return Sections.of(PoolServer.class, Map.of("host", host));
    }

    public PoolServer withHttpPort(@Nullable Integer httpPort) {
        return Sections.with(this, "httpPort", httpPort);
    }

    public PoolServer withHttpsPort(@Nullable Integer httpsPort) {
        return Sections.with(this, "httpsPort", httpsPort);
    }

    public PoolServer withVersion(@Nullable String version) {
        return Sections.with(this, "version", version);
    }
}
