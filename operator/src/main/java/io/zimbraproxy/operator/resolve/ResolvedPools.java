package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.ServersFrom;
import io.zimbraproxy.crds.validate.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Pools with their servers.
 *
 * @param pools for the configuration of the pods
 * @param unresolved pools that have no ready server
 */
public record ResolvedPools(List<Pool> pools, List<UnresolvedReference> unresolved) {
    /**
     * Resolves the pools of a resource.
     *
     * @param slices finds the EndpointSlices of a Service by its name
     */
    public static ResolvedPools of(ZimbraProxy proxy, Function<String, Collection<EndpointSlice>> slices) {
        List<Pool> resolved = new ArrayList<>();
        List<UnresolvedReference> unresolved = new ArrayList<>();
        List<Pool> pools = proxy.getSpec().upstream().pools();
        for (int i = 0; i < pools.size(); i++) {
            Pool pool = pools.get(i);
            ServersFrom from = pool.serversFrom();
            if (from == null) {
                resolved.add(pool);
                continue;
            }
            String service = PoolServiceNames.of(proxy.getMetadata().getName(), pool, from);
            List<PoolServer> servers =
                    PoolServers.of(proxy.getMetadata().getNamespace(), service, from, slices.apply(service));
            if (servers.isEmpty()) {
                unresolved.add(noServers("spec.upstream.pools[" + i + "].serversFrom", service));
            }
            resolved.add(pool.withServers(servers).withServersFrom(null));
        }
        return new ResolvedPools(List.copyOf(resolved), List.copyOf(unresolved));
    }

    private static UnresolvedReference noServers(String path, String service) {
        return new UnresolvedReference(
                UnresolvedReference.Cause.NO_SERVERS,
                new Problem(
                        path,
                        "no server is ready",
                        "Service " + service,
                        "check that the Service exists and its pods are ready; the proxies keep their current configuration"));
    }

    /** Tells whether every pool has a server. The pods must not get a configuration with an empty pool. */
    public boolean complete() {
        return unresolved.isEmpty();
    }
}
