package io.zimbraproxy.proxy.wiring;

import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.LocalCache;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.cache.SharedCache;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.reload.Operation;
import io.zimbraproxy.proxy.reload.ReloadPlan;
import io.zimbraproxy.proxy.route.AllowedTargets;
import io.zimbraproxy.proxy.route.cache.LocalRouteCache;
import io.zimbraproxy.proxy.route.cache.PurgeKeys;
import io.zimbraproxy.proxy.route.cache.RoutePurge;
import io.zimbraproxy.proxy.route.cache.SharedRoutes;
import io.zimbraproxy.proxy.route.lookup.LookupClients;
import io.zimbraproxy.proxy.route.lookup.LookupHandlers;
import io.zimbraproxy.proxy.route.resolve.RouteResolver;
import io.zimbraproxy.proxy.throttle.Counters;
import io.zimbraproxy.proxy.throttle.FailedLogins;
import io.zimbraproxy.proxy.throttle.LimitTable;
import io.zimbraproxy.proxy.throttle.LocalCounters;
import io.zimbraproxy.proxy.throttle.LocalSessionCounter;
import io.zimbraproxy.proxy.throttle.LoginLimits;
import io.zimbraproxy.proxy.throttle.MailGuards;
import io.zimbraproxy.proxy.throttle.OpenSessions;
import io.zimbraproxy.proxy.throttle.RequestLimits;
import io.zimbraproxy.proxy.throttle.SessionCounter;
import io.zimbraproxy.proxy.throttle.SharedCounters;
import io.zimbraproxy.proxy.throttle.SharedSessionCounter;
import io.zimbraproxy.proxy.tls.ServerContexts;
import io.zimbraproxy.proxy.tls.Staples;
import io.zimbraproxy.proxy.upstream.PoolChecks;
import io.zimbraproxy.proxy.upstream.Pools;
import io.zimbraproxy.proxy.upstream.ServerNames;
import io.zimbraproxy.proxy.upstream.UpstreamTls;
import java.net.NetworkInterface;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes the services of a snapshot from those of the one before: what the plan does not name is kept. Blocks until names are
 * looked up and handlers were asked, so not for an event loop.
 */
public final class ServiceBuilder {
    private static final long PROBE_SECONDS = 2;

    private final Vertx vertx;
    private final ProxyMetrics metrics;
    private final Staples staples;
    private final ServerNames names;

    public ServiceBuilder(Vertx vertx, ProxyMetrics metrics, Staples staples) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.staples = staples;
        names = new ServerNames(vertx);
    }

    /** {@code before} is null for a process that begins; then the plan has to be everything. */
    public Services build(Snapshot snapshot, Services before, ReloadPlan plan) {
        Step step = new Step(plan, before != null);
        ZimbraProxySpec spec = snapshot.spec();
        LookupHandlers handlers =
                step.keep(Operation.REPLACE_LOOKUP, () -> before.handlers(), () -> handlers(snapshot));
        LocalRouteCache local = step.keep(Operation.REPLACE_LOCAL_CACHE, () -> before.local(), () -> localCache(spec));
        Optional<SharedCache> shared = step.keep(
                Operation.REPLACE_SHARED_CACHE, () -> before.shared(), () -> SharedCaches.of(vertx, snapshot));
        RoutePurge purge = step.keep(
                Operation.RENEW_PURGE, () -> before.purge(), () -> new RoutePurge(local, shared, purgeKeys(snapshot)));
        UpstreamTls upstreamTls =
                step.keep(Operation.RENEW_POOLS, () -> before.upstreamTls(), () -> snapshot.upstreamTls()
                        .prepared());
        Pools pools = step.keep(Operation.RENEW_POOLS, () -> before.pools(), () -> pools(spec, before));
        PoolChecks checks = step.keep(
                Operation.RENEW_POOLS, () -> before.checks(), () -> new PoolChecks(vertx, pools, upstreamTls));
        LimitTable book = new LimitTable(spec.throttle(), spec.domains());
        boolean sameCache = before != null && before.shared().equals(shared);
        Counters counters = sameCache ? before.counters() : counters(shared);
        SessionCounter openSessions = openSessions(before, sameCache, shared, book);
        MailGuards guards = step.keep(
                Operation.RENEW_GUARDS, () -> before.guards(), () -> guards(spec, book, counters, openSessions));
        RequestLimits requestLimits = step.keep(
                Operation.RENEW_GUARDS, () -> before.requestLimits(), () -> new RequestLimits(book, counters));
        Optional<ServerContexts> tls = step.keep(Operation.RENEW_TLS, () -> before.tls(), () -> tls(snapshot, before));
        RouteResolver routes =
                new RouteResolver(local, shared.map(SharedRoutes::new), handlers, targets(spec), metrics);
        return new Services(
                snapshot,
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

    /** Keeps or makes anew. */
    private record Step(ReloadPlan plan, boolean again) {
        <T> T keep(Operation operation, Supplier<T> old, Supplier<T> anew) {
            return again && !plan.has(operation) ? old.get() : anew.get();
        }
    }

    private LookupHandlers handlers(Snapshot snapshot) {
        LookupHandlers handlers = LookupClients.of(
                snapshot.spec().lookup(),
                snapshot.lookupTrust().map(TrustAnchors::store).orElse(null),
                ((VertxInternal) vertx).getEventLoopGroup(),
                metrics);
        CompletableFuture<Void> probe = handlers.probe().toCompletableFuture();
        // Handlers that hang do not keep the others from serving.
        probe.completeOnTimeout(null, PROBE_SECONDS, TimeUnit.SECONDS).join();
        return handlers;
    }

    private static LocalRouteCache localCache(ZimbraProxySpec spec) {
        LocalCache local = spec.routeCache().local();
        return new LocalRouteCache(
                local.maxEntries(), local.ttl(), spec.routeCache().notFoundTtl());
    }

    private Pools pools(ZimbraProxySpec spec, Services before) {
        Pools pools = new Pools(spec.upstream(), names);
        if (before != null) {
            pools.adopt(before.pools());
        }
        pools.refresh();
        return pools;
    }

    private static Counters counters(Optional<SharedCache> shared) {
        return shared.<Counters>map(SharedCounters::new).orElseGet(LocalCounters::new);
    }

    private static SessionCounter openSessions(
            Services before, boolean sameCache, Optional<SharedCache> shared, LimitTable book) {
        Optional<SharedCache> used = shared.filter(cache -> book.limitsSessions());
        if (sameCache && used.isPresent() == before.openSessions() instanceof SharedSessionCounter) {
            return before.openSessions();
        }
        return used.<SessionCounter>map(SharedSessionCounter::new).orElseGet(LocalSessionCounter::new);
    }

    private static MailGuards guards(
            ZimbraProxySpec spec, LimitTable book, Counters counters, SessionCounter openSessions) {
        return new MailGuards(
                new LoginLimits(book, counters),
                new FailedLogins(book, counters, spec.timeouts().authFailureDelay()),
                new OpenSessions(book, openSessions));
    }

    private Optional<ServerContexts> tls(Snapshot snapshot, Services before) {
        Optional<ServerContexts> contexts = snapshot.serverContexts(staples);
        if (before != null) {
            contexts.ifPresent(next -> before.tls().ifPresent(next::adopt));
        }
        return contexts;
    }

    private static AllowedTargets targets(ZimbraProxySpec spec) {
        return new AllowedTargets(
                spec.lookup().allowedTargets(),
                spec.listeners().stream().map(Listener::effectiveBindPort).collect(Collectors.toSet()));
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
