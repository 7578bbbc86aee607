package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Source of web servers in Kubernetes. The operator watches it and updates the configuration of the proxies, which need no access to
 * Kubernetes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "has(self.service) != has(self.selector)", message = "give either service or selector")
public record ServersFrom(
        @JsonPropertyDescription(
                "Service whose ready endpoints are the servers. Pods of a StatefulSet are used by host name, other endpoints by address.")
        @Nullable
        ServiceRef service,

        @JsonPropertyDescription("Pods that are the servers while they are ready.") @Nullable
        PodSelector selector,

        @JsonPropertyDescription("HTTP port of each server, used if upstream.tls is off.")
        @Min(1)
        @Max(65535)
        @Default(PoolServer.HTTP_PORT)
        Integer httpPort,

        @JsonPropertyDescription("HTTPS port of each server, used if upstream.tls is on.")
        @Min(1)
        @Max(65535)
        @Default(PoolServer.HTTPS_PORT)
        Integer httpsPort) {
    public ServersFrom {
        httpPort = httpPort == null ? Integer.valueOf(PoolServer.HTTP_PORT) : httpPort;
        httpsPort = httpsPort == null ? Integer.valueOf(PoolServer.HTTPS_PORT) : httpsPort;
    }

    /** Returns the section with its defaults. */
    public static ServersFrom defaults() {
        return Sections.defaults(ServersFrom.class);
    }

    public ServersFrom withService(@Nullable ServiceRef service) {
        return Sections.with(this, "service", service);
    }

    public ServersFrom withSelector(@Nullable PodSelector selector) {
        return Sections.with(this, "selector", selector);
    }
}
