package io.zimbraproxy.proxy.route.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zimbraproxy.proxy.route.RouteResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The routes this process knows: bounded in number and age, with one question under way per key at a time. */
public final class LocalRouteCache {
    private final Cache<String, RouteResult.Found> routes;
    private final Cache<String, RouteResult.Refused> refusals;
    private final Map<String, CompletableFuture<RouteResult>> underWay = new ConcurrentHashMap<>();
    /** How often everything was dropped: what was asked before is not kept after. */
    private final AtomicInteger cleared = new AtomicInteger();

    /**
     * A cache of at most {@code maxEntries} routes, each kept for {@code ttl}, and as many refusals, kept for
     * {@code refusalTtl}, which may be zero.
     */
    public LocalRouteCache(long maxEntries, Duration ttl, Duration refusalTtl) {
        refusals = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .expireAfterWrite(refusalTtl)
                .build();
        routes = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .expireAfterWrite(ttl)
                .build();
    }

    /** The answer under this key, a route or a refusal, or null. */
    public RouteResult get(String key) {
        RouteResult.Found route = routes.getIfPresent(key);
        return route == null ? refusals.getIfPresent(key) : route;
    }

    /** Asks, unless somebody is asking the same already, in which case the answer is shared. Routes and refusals are kept. */
    public CompletionStage<RouteResult> once(String key, Supplier<CompletionStage<RouteResult>> question) {
        CompletableFuture<RouteResult> mine = new CompletableFuture<>();
        CompletableFuture<RouteResult> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        int before = cleared.get();
        ask(question).whenComplete((result, fault) -> {
            boolean keep = cleared.get() == before;
            if (keep && result instanceof RouteResult.Found found) {
                routes.put(key, found.fromCache());
            }
            if (keep && result instanceof RouteResult.Refused refused) {
                refusals.put(key, refused);
            }
            underWay.remove(key, mine);
            if (fault != null) {
                mine.complete(new RouteResult.Unavailable(fault.toString()));
            } else {
                mine.complete(result);
            }
        });
        return mine;
    }

    /** A question that cannot even be put must not stand in the way of the next one. */
    private static CompletionStage<RouteResult> ask(Supplier<CompletionStage<RouteResult>> question) {
        try {
            return question.get();
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    /** Drops the route under this key. */
    public void forget(String key) {
        routes.invalidate(key);
    }

    /** Drops everything, and what is being asked for now as soon as it comes. */
    public void clear() {
        cleared.incrementAndGet();
        routes.invalidateAll();
        refusals.invalidateAll();
        underWay.clear();
    }

    /** Number of routes kept, more or less. */
    public long size() {
        return routes.estimatedSize();
    }
}
