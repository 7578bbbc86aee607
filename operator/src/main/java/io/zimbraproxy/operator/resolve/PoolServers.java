package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The servers behind a Service, in an order that does not change while they do not. */
final class PoolServers {
    private PoolServers() {}

    /** Those that are ready; {@code slices} are those of the Service {@code service}. */
    static List<PoolServer> of(String namespace, String service, Pool pool, Collection<EndpointSlice> slices) {
        return slices.stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .filter(PoolServers::ready)
                .map(endpoint -> host(endpoint, service, namespace))
                .distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .map(host -> new PoolServer(
                        host, pool.serversFrom().httpPort(), pool.serversFrom().httpsPort(), null, null, null))
                .toList();
    }

    /** Not told means ready, says Kubernetes. */
    private static boolean ready(Endpoint endpoint) {
        return !endpoint.getAddresses().isEmpty()
                && (endpoint.getConditions() == null
                        || !Boolean.FALSE.equals(endpoint.getConditions().getReady()));
    }

    /** Names stay when pods are made anew, and certificates are made out to them; only pods of a StatefulSet have one. */
    private static String host(Endpoint endpoint, String service, String namespace) {
        return endpoint.getHostname() == null || endpoint.getHostname().isEmpty()
                ? endpoint.getAddresses().get(0)
                : endpoint.getHostname() + '.' + service + '.' + namespace + ".svc";
    }
}
