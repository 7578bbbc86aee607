package io.zimbraproxy.operator.status;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;

/** Addresses at which clients reach a proxy. */
public final class ServiceAddresses {
    private ServiceAddresses() {}

    /** Returns the load balancer's addresses of a Service or, if there are none, its cluster IPs. */
    public static List<String> of(Service service) {
        List<String> balancer = Optional.ofNullable(service.getStatus())
                .map(status -> status.getLoadBalancer())
                .map(status -> status.getIngress().stream()
                        .map(ServiceAddresses::address)
                        .toList())
                .orElse(List.of());
        List<String> inside = service.getSpec().getClusterIPs();
        return balancer.isEmpty() && inside != null ? List.copyOf(inside) : balancer;
    }

    private static String address(LoadBalancerIngress ingress) {
        return ingress.getHostname() == null ? ingress.getIp() : ingress.getHostname();
    }
}
