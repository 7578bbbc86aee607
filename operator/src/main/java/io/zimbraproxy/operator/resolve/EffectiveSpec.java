package io.zimbraproxy.operator.resolve;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.ManagedCache;
import io.zimbraproxy.crds.spec.Memcached;
import io.zimbraproxy.crds.spec.RouteCache;
import io.zimbraproxy.crds.spec.Tls;
import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;

/**
 * Specification for the pods: without the fields that only the operator understands, and with the bind ports, cache servers and pool
 * servers that only the operator knows.
 */
final class EffectiveSpec {
    private EffectiveSpec() {}

    static ZimbraProxySpec of(ObjectMeta metadata, ZimbraProxySpec spec, ResolvedPools pools) {
        return new ZimbraProxySpec(
                spec.hostname(),
                BindPorts.assign(spec.listeners()),
                withoutIssuer(spec.tls()),
                spec.domains().stream().map(EffectiveSpec::withoutIssuer).toList(),
                spec.lookup(),
                cache(metadata, spec.routeCache()),
                spec.throttle(),
                upstream(spec.upstream(), pools),
                spec.sasl(),
                spec.imap(),
                spec.pop3(),
                spec.http(),
                spec.timeouts(),
                spec.limits(),
                null);
    }

    private static Tls withoutIssuer(Tls tls) {
        return new Tls(
                tls.certificateRef(),
                tls.alternativeCertificateRef(),
                null,
                tls.minimumVersion(),
                tls.ciphers(),
                tls.curves(),
                tls.sessionTickets(),
                tls.ocspStapling(),
                tls.strictServerName(),
                tls.clientCertificates());
    }

    private static Domain withoutIssuer(Domain domain) {
        return new Domain(
                domain.name(),
                domain.virtualHosts(),
                domain.certificateRef(),
                domain.alternativeCertificateRef(),
                null,
                domain.clientCertificates(),
                domain.responseHeaders(),
                domain.throttle());
    }

    private static RouteCache cache(ObjectMeta metadata, RouteCache cache) {
        ManagedCache managed = cache.managed();
        Memcached memcached = managed == null
                ? cache.memcached()
                : new Memcached(CacheNames.servers(metadata, managed.replicas()), null, null, null);
        return new RouteCache(cache.ttl(), cache.notFoundTtl(), cache.local(), memcached, cache.redis(), null);
    }

    private static Upstream upstream(Upstream upstream, ResolvedPools pools) {
        return new Upstream(
                upstream.tls(),
                upstream.sendImapId(),
                upstream.sendPop3Xoip(),
                upstream.passErrors(),
                upstream.proxyProtocol(),
                pools.pools());
    }
}
