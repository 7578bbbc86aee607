package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** Web servers that Kubernetes knows. The operator follows them and tells the proxies, which need no access to Kubernetes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "has(self.service) != has(self.selector)", message = "give either service or selector")
public record ServersFrom(
        @JsonPropertyDescription(
                "The Service whose ready endpoints are the servers; those of a StatefulSet are called by their names, others by their addresses.")
        ServiceRef service,

        @JsonPropertyDescription("The pods that are the servers, while they are ready.")
        PodSelector selector,

        @JsonPropertyDescription("Port of each for HTTP, used when upstream.tls is off.")
        @Min(1)
        @Max(65535)
        @Default(PoolServer.HTTP_PORT)
        Integer httpPort,

        @JsonPropertyDescription("Port of each for HTTPS, used when upstream.tls is on.")
        @Min(1)
        @Max(65535)
        @Default(PoolServer.HTTPS_PORT)
        Integer httpsPort) {
    public ServersFrom {
        httpPort = httpPort == null ? Integer.valueOf(PoolServer.HTTP_PORT) : httpPort;
        httpsPort = httpsPort == null ? Integer.valueOf(PoolServer.HTTPS_PORT) : httpsPort;
    }
}
