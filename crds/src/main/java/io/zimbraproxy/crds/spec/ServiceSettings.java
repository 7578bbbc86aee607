package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** The Service in front of the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceSettings(
        @JsonPropertyDescription("LoadBalancer, NodePort or ClusterIP.") @Default("LoadBalancer")
        ServiceType type,

        @JsonPropertyDescription("Annotations of the Service.") @Size(max = 64)
        Map<String, @Size(max = 4096) String> annotations,

        @JsonPropertyDescription("Which load balancer implementation is asked for.") @Size(max = 253)
        String loadBalancerClass,

        @JsonPropertyDescription("Networks (CIDR) that may connect.") @Size(max = 64)
        List<@Size(min = 2, max = 49) @Pattern(Names.NETWORK) String> loadBalancerSourceRanges,

        @JsonPropertyDescription("Local keeps the client address.") @Default("Local")
        TrafficPolicy externalTrafficPolicy,

        @JsonPropertyDescription(
                "SingleStack, PreferDualStack or RequireDualStack; what the cluster does by itself when left out.")
        IpFamilyPolicy ipFamilyPolicy,

        @JsonPropertyDescription(
                "IPv4 and IPv6, the first one preferred; what the cluster does by itself when left out.")
        @Size(max = 2)
        List<IpFamily> ipFamilies) {
    public ServiceSettings {
        type = type == null ? ServiceType.LoadBalancer : type;
        annotations = Ordered.copyOf(annotations);
        loadBalancerSourceRanges = loadBalancerSourceRanges == null ? List.of() : List.copyOf(loadBalancerSourceRanges);
        ipFamilies = ipFamilies == null ? List.of() : List.copyOf(ipFamilies);
        externalTrafficPolicy = externalTrafficPolicy == null ? TrafficPolicy.Local : externalTrafficPolicy;
    }

    /** Everything left out. */
    public static ServiceSettings defaults() {
        return new ServiceSettings(null, null, null, null, null, null, null);
    }
}
