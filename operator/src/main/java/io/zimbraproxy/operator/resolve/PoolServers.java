package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.ServersFrom;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Servers of a pool from the endpoints of a Service, in a stable order. */
final class PoolServers {
    private PoolServers() {}

    /**
     * Returns the ready servers.
     *
     * @param slices the EndpointSlices of {@code service}
     */
    static List<PoolServer> of(String namespace, String service, ServersFrom from, Collection<EndpointSlice> slices) {
        return slices.stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .filter(PoolServers::ready)
                .map(endpoint -> host(endpoint, service, namespace))
                .distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .map(host -> PoolServer.of(host).withHttpPort(from.httpPort()).withHttpsPort(from.httpsPort()))
                .toList();
    }

    /** Tells whether an endpoint is ready. The API of Kubernetes says that an unset condition means ready. */
    private static boolean ready(Endpoint endpoint) {
        return !endpoint.getAddresses().isEmpty()
                && (endpoint.getConditions() == null
                        || !Boolean.FALSE.equals(endpoint.getConditions().getReady()));
    }

    /**
     * Returns the host name of an endpoint, or its address. Only pods of a StatefulSet have host names; these survive a restart, and
     * certificates contain them.
     */
    private static String host(Endpoint endpoint, String service, String namespace) {
        return endpoint.getHostname() == null || endpoint.getHostname().isEmpty()
                ? endpoint.getAddresses().get(0)
                : endpoint.getHostname() + '.' + service + '.' + namespace + ".svc";
    }
}
