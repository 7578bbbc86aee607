package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Service in front of the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceSettings(
        @JsonPropertyDescription("Type of the Service: LoadBalancer, NodePort or ClusterIP.") @Default("LoadBalancer")
        ServiceType type,

        @JsonPropertyDescription("Annotations of the Service.") @Size(max = 64)
        Map<String, @Size(max = 4096) String> annotations,

        @JsonPropertyDescription("Class of the load balancer implementation.") @Size(max = 253) @Nullable
        String loadBalancerClass,

        @JsonPropertyDescription("Networks (CIDR) that may connect to the load balancer.") @Size(max = 64)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> loadBalancerSourceRanges,

        @JsonPropertyDescription(
                "Local sends connections only to pods on the node where they arrive, which keeps the client address; Cluster sends them to all pods.")
        @Default("Local")
        TrafficPolicy externalTrafficPolicy,

        @JsonPropertyDescription(
                "SingleStack, PreferDualStack or RequireDualStack; by default the choice of the cluster.")
        @Nullable
        IpFamilyPolicy ipFamilyPolicy,

        @JsonPropertyDescription("IPv4, IPv6 or both, the preferred one first; by default the choice of the cluster.")
        @Size(max = 2)
        List<IpFamily> ipFamilies) {
    public ServiceSettings {
        type = type == null ? ServiceType.LoadBalancer : type;
        annotations = Ordered.copyOf(annotations);
        loadBalancerSourceRanges = loadBalancerSourceRanges == null ? List.of() : List.copyOf(loadBalancerSourceRanges);
        ipFamilies = ipFamilies == null ? List.of() : List.copyOf(ipFamilies);
        externalTrafficPolicy = externalTrafficPolicy == null ? TrafficPolicy.Local : externalTrafficPolicy;
    }

    /** Returns the section with its defaults. */
    public static ServiceSettings defaults() {
        return Sections.defaults(ServiceSettings.class);
    }
}
