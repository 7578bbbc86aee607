package io.zimbraproxy.proxy.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.LocalCache;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.ListenerSet;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.AllowedTargets;
import io.zimbraproxy.proxy.route.RouteResolver;
import io.zimbraproxy.proxy.route.cache.LocalRouteCache;
import io.zimbraproxy.proxy.route.cache.PurgeKeys;
import io.zimbraproxy.proxy.route.cache.RoutePurge;
import io.zimbraproxy.proxy.route.cache.SharedCache;
import io.zimbraproxy.proxy.route.cache.SharedRoutes;
import io.zimbraproxy.proxy.route.lookup.LookupClients;
import io.zimbraproxy.proxy.route.lookup.LookupHandlers;
import io.zimbraproxy.proxy.throttle.Counters;
import io.zimbraproxy.proxy.throttle.FailedLogins;
import io.zimbraproxy.proxy.throttle.LimitBook;
import io.zimbraproxy.proxy.throttle.LocalCounters;
import io.zimbraproxy.proxy.throttle.LocalTally;
import io.zimbraproxy.proxy.throttle.LoginLimits;
import io.zimbraproxy.proxy.throttle.MailGuards;
import io.zimbraproxy.proxy.throttle.OpenSessions;
import io.zimbraproxy.proxy.throttle.RequestLimits;
import io.zimbraproxy.proxy.throttle.SharedCounters;
import io.zimbraproxy.proxy.throttle.SharedTally;
import io.zimbraproxy.proxy.throttle.Tally;
import io.zimbraproxy.proxy.tls.TrustAnchors;
import io.zimbraproxy.proxy.upstream.PoolChecks;
import io.zimbraproxy.proxy.upstream.Pools;
import io.zimbraproxy.proxy.upstream.ServerNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.NetworkInterface;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The running proxy: what is built from a snapshot, and its phase. */
@ApplicationScoped
public class ProxyRuntime {
    private static final long POOL_REFRESH_SECONDS = 5;

    private static final long PROBE_SECONDS = 2;

    /** How long a purge may take to reach all proxies. */
    private static final long PURGE_WATCH_MILLIS = 1000;

    private final Vertx vertx;
    private final ProxyMetrics metrics;
    private final ConnectionRegistry connections = new ConnectionRegistry();
    private volatile Phase phase = Phase.STARTING;
    private volatile Snapshot snapshot;
    private volatile ListenerSet listeners;
    private volatile RoutePurge purge;
    private volatile Pools pools;

    ProxyRuntime(Vertx vertx, MeterRegistry registry) {
        this.vertx = vertx;
        metrics = new ProxyMetrics(registry);
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase next) {
        phase = next;
    }

    /** What runs; empty before the start. */
    Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    ConnectionRegistry connections() {
        return connections;
    }

    /** Forgets users; null before the start. */
    RoutePurge purge() {
        return purge;
    }

    /** The web servers; null before the start. */
    Pools pools() {
        return pools;
    }

    ListenerSet listeners() {
        return listeners;
    }

    /** Opens all listeners of the snapshot; blocks until names are looked up and handlers were asked, so not for an event loop. */
    Future<Void> start(Snapshot chosen) {
        ZimbraProxySpec spec = chosen.spec();
        LocalCache local = spec.routeCache().local();
        LocalRouteCache cache = new LocalRouteCache(
                local.maxEntries(), local.ttl(), spec.routeCache().notFoundTtl());
        metrics.gauge("route.cache.entries", cache, LocalRouteCache::size);
        LookupHandlers handlers = LookupClients.of(
                spec.lookup(),
                chosen.lookupTrust().map(TrustAnchors::store).orElse(null),
                ((VertxInternal) vertx).getEventLoopGroup(),
                metrics);
        Optional<SharedCache> shared = SharedCaches.of(vertx, chosen);
        purge = new RoutePurge(cache, shared, purgeKeys(chosen));
        vertx.setPeriodic(PURGE_WATCH_MILLIS, timer -> purge.watch());
        CompletableFuture<Void> probe = handlers.probe().toCompletableFuture();
        pools = new Pools(spec.upstream(), new ServerNames(vertx));
        pools.refresh();
        new PoolChecks(vertx, pools, chosen.upstreamTls()).start(spec.upstream());
        refreshAgain();
        snapshot = chosen;
        listeners = new ListenerSet(
                vertx,
                chosen,
                new RouteResolver(cache, shared.map(SharedRoutes::new), handlers, targets(spec), metrics),
                guards(spec, shared),
                requestLimits(spec, shared),
                pools,
                metrics,
                connections);
        // Handlers that hang do not keep the others from serving.
        probe.completeOnTimeout(null, PROBE_SECONDS, TimeUnit.SECONDS).join();
        return listeners.open();
    }

    /** Again and again, each time a while after the last one was done. */
    private void refreshAgain() {
        vertx.setTimer(TimeUnit.SECONDS.toMillis(POOL_REFRESH_SECONDS), timer -> vertx.executeBlocking(() -> {
                    pools.refresh();
                    return null;
                })
                .onComplete(done -> refreshAgain()));
    }

    private MailGuards guards(ZimbraProxySpec spec, Optional<SharedCache> shared) {
        LimitBook book = new LimitBook(spec.throttle(), spec.domains());
        Counters counters = counters(shared);
        Optional<SharedTally> tally =
                shared.filter(cache -> book.limitsSessions()).map(SharedTally::new);
        tally.ifPresent(common -> vertx.setPeriodic(SharedTally.HEARTBEAT.toMillis(), timer -> common.beat()));
        return new MailGuards(
                new LoginLimits(book, counters),
                new FailedLogins(book, counters, spec.timeouts().authFailureDelay()),
                new OpenSessions(book, tally.<Tally>map(common -> common).orElseGet(LocalTally::new)));
    }

    private static RequestLimits requestLimits(ZimbraProxySpec spec, Optional<SharedCache> shared) {
        return new RequestLimits(new LimitBook(spec.throttle(), spec.domains()), counters(shared));
    }

    private static Counters counters(Optional<SharedCache> shared) {
        return shared.<Counters>map(SharedCounters::new).orElseGet(LocalCounters::new);
    }

    private static AllowedTargets targets(ZimbraProxySpec spec) {
        return new AllowedTargets(
                spec.lookup().allowedTargets(),
                spec.listeners().stream().map(Listener::port).collect(Collectors.toSet()));
    }

    /** Names and addresses of ours that may stand in keys. */
    private static PurgeKeys purgeKeys(Snapshot snapshot) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : snapshot.hostNames()) {
            hosts.add(host);
            snapshot.spec().listeners().forEach(listener -> hosts.add(host + ':' + listener.port()));
        }
        Set<String> addresses = NetUtil.NETWORK_INTERFACES.stream()
                .flatMap(NetworkInterface::inetAddresses)
                .map(NetUtil::toAddressString)
                .collect(Collectors.toSet());
        return new PurgeKeys(hosts, addresses);
    }
}
