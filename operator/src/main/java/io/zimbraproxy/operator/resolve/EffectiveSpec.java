package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.zimbraproxy.crds.spec.ManagedCache;
import io.zimbraproxy.crds.spec.Memcached;
import io.zimbraproxy.crds.spec.RouteCache;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;

/**
 * Specification for the pods: without the fields that only the operator understands, and with the bind ports, cache servers and pool
 * servers that only the operator knows.
 */
final class EffectiveSpec {
    private EffectiveSpec() {}

    static ZimbraProxySpec of(ObjectMeta metadata, ZimbraProxySpec spec, ResolvedPools pools) {
        return spec.withListeners(BindPorts.assign(spec.listeners()))
                .withTls(spec.tls().withCertificateIssuerRef(null))
                .withDomains(spec.domains().stream()
                        .map(domain -> domain.withCertificateIssuerRef(null))
                        .toList())
                .withRouteCache(cache(metadata, spec.routeCache()))
                .withUpstream(spec.upstream().withPools(pools.pools()));
    }

    private static RouteCache cache(ObjectMeta metadata, RouteCache cache) {
        ManagedCache managed = cache.managed();
        return managed == null
                ? cache
                : cache.withManaged(null).withMemcached(Memcached.of(CacheNames.servers(metadata, managed.replicas())));
    }
}
