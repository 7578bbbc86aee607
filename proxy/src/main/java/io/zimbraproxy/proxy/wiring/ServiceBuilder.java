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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates the services of a snapshot and keeps those of the previous snapshot that the plan does not name. Blocks while it looks
 * up names and probes lookup handlers, so it must not run on an event loop.
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

    /** Builds the services; {@code before} is null at the start of the process, and then the plan must contain all operations. */
    public Services build(Snapshot snapshot, @Nullable Services before, ReloadPlan plan) {
        Step step = new Step(plan, before);
        ZimbraProxySpec spec = snapshot.spec();
        LookupHandlers handlers = step.keep(Operation.REPLACE_LOOKUP, Services::handlers, () -> handlers(snapshot));
        LocalRouteCache local = step.keep(Operation.REPLACE_LOCAL_CACHE, Services::local, () -> localCache(spec));
        Optional<SharedCache> shared =
                step.keep(Operation.REPLACE_SHARED_CACHE, Services::shared, () -> SharedCaches.of(vertx, snapshot));
        RoutePurge purge = step.keep(
                Operation.RENEW_PURGE, Services::purge, () -> new RoutePurge(local, shared, purgeKeys(snapshot)));
        UpstreamTls upstreamTls = step.keep(Operation.RENEW_POOLS, Services::upstreamTls, () -> snapshot.upstreamTls()
                .prepared());
        Pools pools = step.keep(Operation.RENEW_POOLS, Services::pools, () -> pools(spec, before));
        PoolChecks checks =
                step.keep(Operation.RENEW_POOLS, Services::checks, () -> new PoolChecks(vertx, pools, upstreamTls));
        LimitTable limits = new LimitTable(spec.throttle(), spec.domains());
        Optional<Services> sameCache =
                Optional.ofNullable(before).filter(services -> services.shared().equals(shared));
        Counters counters = sameCache.map(Services::counters).orElseGet(() -> counters(shared));
        SessionCounter openSessions = openSessions(sameCache, shared, limits);
        MailGuards guards =
                step.keep(Operation.RENEW_GUARDS, Services::guards, () -> guards(spec, limits, counters, openSessions));
        RequestLimits requestLimits =
                step.keep(Operation.RENEW_GUARDS, Services::requestLimits, () -> new RequestLimits(limits, counters));
        Optional<ServerContexts> tls = step.keep(Operation.RENEW_TLS, Services::tls, () -> tls(snapshot, before));
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

    /** Chooses between the previous object and a new one. */
    private record Step(ReloadPlan plan, @Nullable Services before) {
        <T> T keep(Operation operation, Function<Services, T> old, Supplier<T> create) {
            return before == null || plan.has(operation) ? create.get() : old.apply(before);
        }
    }

    private LookupHandlers handlers(Snapshot snapshot) {
        LookupHandlers handlers = LookupClients.of(
                snapshot.spec().lookup(),
                snapshot.lookupTrust().map(TrustAnchors::store).orElse(null),
                ((VertxInternal) vertx).getEventLoopGroup(),
                metrics);
        CompletableFuture<Void> probe = handlers.probe().toCompletableFuture();
        // A handler that hangs must not delay the start.
        probe.completeOnTimeout(null, PROBE_SECONDS, TimeUnit.SECONDS).join();
        return handlers;
    }

    private static LocalRouteCache localCache(ZimbraProxySpec spec) {
        LocalCache local = spec.routeCache().local();
        return new LocalRouteCache(
                local.maxEntries(), local.ttl(), spec.routeCache().notFoundTtl());
    }

    private Pools pools(ZimbraProxySpec spec, @Nullable Services before) {
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
            Optional<Services> sameCache, Optional<SharedCache> shared, LimitTable limits) {
        Optional<SharedCache> used = shared.filter(cache -> limits.limitsSessions());
        return sameCache
                .map(Services::openSessions)
                .filter(counter -> used.isPresent() == counter instanceof SharedSessionCounter)
                .orElseGet(() ->
                        used.<SessionCounter>map(SharedSessionCounter::new).orElseGet(LocalSessionCounter::new));
    }

    private static MailGuards guards(
            ZimbraProxySpec spec, LimitTable limits, Counters counters, SessionCounter openSessions) {
        return new MailGuards(
                new LoginLimits(limits, counters),
                new FailedLogins(limits, counters, spec.timeouts().authFailureDelay()),
                new OpenSessions(limits, openSessions));
    }

    private Optional<ServerContexts> tls(Snapshot snapshot, @Nullable Services before) {
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

    /** Returns the names and addresses of this proxy that cache keys may contain. */
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
