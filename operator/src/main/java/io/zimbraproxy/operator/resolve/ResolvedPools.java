package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.zimbraproxy.crds.ZimbraProxy;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.validate.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The pools with their servers.
 *
 * @param pools as the pods can take them
 * @param problems pools that have no server now
 */
public record ResolvedPools(List<Pool> pools, List<Problem> problems) {
    /** {@code slices} gives those of a Service. */
    public static ResolvedPools of(ZimbraProxy proxy, Function<String, Collection<EndpointSlice>> slices) {
        List<Pool> resolved = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Pool> pools = proxy.getSpec().upstream().pools();
        for (int i = 0; i < pools.size(); i++) {
            Pool pool = pools.get(i);
            if (pool.serversFrom() == null) {
                resolved.add(pool);
                continue;
            }
            String service = PoolServiceNames.service(proxy.getMetadata().getName(), pool);
            List<PoolServer> servers =
                    PoolServers.of(proxy.getMetadata().getNamespace(), service, pool, slices.apply(service));
            if (servers.isEmpty()) {
                problems.add(
                        new Problem(
                                "spec.upstream.pools[" + i + "].serversFrom",
                                "there is no server that is ready",
                                "Service " + service,
                                "see whether the Service is there and its pods are ready; until then the pods keep what they have"));
            }
            resolved.add(with(pool, servers));
        }
        return new ResolvedPools(List.copyOf(resolved), List.copyOf(problems));
    }

    /** False when a pool has no server: such a configuration is not for pods. */
    public boolean complete() {
        return problems.isEmpty();
    }

    private static Pool with(Pool pool, List<PoolServer> servers) {
        return new Pool(
                pool.name(),
                servers,
                null,
                pool.balancing(),
                pool.health(),
                pool.maxConnections(),
                pool.versionCheck());
    }
}
