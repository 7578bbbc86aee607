package io.zimbraproxy.proxy.wiring;

import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.cache.SharedCache;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.route.cache.LocalRouteCache;
import io.zimbraproxy.proxy.route.cache.RoutePurge;
import io.zimbraproxy.proxy.route.lookup.LookupHandlers;
import io.zimbraproxy.proxy.route.resolve.RouteResolver;
import io.zimbraproxy.proxy.throttle.Counters;
import io.zimbraproxy.proxy.throttle.MailGuards;
import io.zimbraproxy.proxy.throttle.RequestLimits;
import io.zimbraproxy.proxy.throttle.SessionCounter;
import io.zimbraproxy.proxy.tls.ServerContexts;
import io.zimbraproxy.proxy.upstream.PoolChecks;
import io.zimbraproxy.proxy.upstream.Pools;
import io.zimbraproxy.proxy.upstream.UpstreamTls;
import java.util.Optional;

/**
 * The services that all sessions of one snapshot share. A service that a reload does not change stays the same object.
 *
 * @param local routes in the memory of this process
 * @param shared the shared cache; empty when none is configured
 * @param openSessions counts sessions that are open now
 * @param tls contexts for clients; empty when no listener uses TLS
 */
public record Services(
        Snapshot snapshot,
        LocalRouteCache local,
        Optional<SharedCache> shared,
        LookupHandlers handlers,
        RouteResolver routes,
        RoutePurge purge,
        UpstreamTls upstreamTls,
        Pools pools,
        PoolChecks checks,
        Counters counters,
        SessionCounter openSessions,
        MailGuards guards,
        RequestLimits requestLimits,
        Optional<ServerContexts> tls) {
    /** The specification of the snapshot. */
    ZimbraProxySpec spec() {
        return snapshot.spec();
    }

    /** The same services for a snapshot that differs in nothing that they depend on. */
    public Services withSnapshot(Snapshot again) {
        return new Services(
                again,
                local,
                shared,
                handlers,
                routes,
                purge,
                upstreamTls,
                pools,
                checks,
                counters,
                openSessions,
                guards,
                requestLimits,
                tls);
    }
}
