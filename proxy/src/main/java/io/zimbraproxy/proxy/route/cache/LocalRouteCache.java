package io.zimbraproxy.proxy.route.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zimbraproxy.proxy.route.RouteResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes and refusals that this process remembers, bounded in number and age. At most one lookup per key is in flight. Safe for
 * all threads; never blocks.
 */
public final class LocalRouteCache {
    /** Routes, and lookups in flight. A future that is done holds a {@link RouteResult.Found} that is marked as cached. */
    private final AsyncCache<String, RouteResult> routes;

    private final Cache<String, RouteResult.Refused> refusals;

    /**
     * Creates a cache of at most {@code maxEntries} routes and as many refusals.
     *
     * @param ttl lifetime of a route
     * @param refusalTtl lifetime of a refusal; zero to keep none
     */
    public LocalRouteCache(long maxEntries, Duration ttl, Duration refusalTtl) {
        refusals = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .expireAfterWrite(refusalTtl)
                .build();
        routes = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .expireAfterWrite(ttl)
                .buildAsync();
    }

    /** Returns the route or refusal under this key; null if there is none, or if its lookup is in flight. */
    public @Nullable RouteResult get(String key) {
        CompletableFuture<RouteResult> route = routes.getIfPresent(key);
        RouteResult found = route == null ? null : route.getNow(null);
        return found == null ? refusals.getIfPresent(key) : found;
    }

    /**
     * Starts a lookup, or joins the one that is in flight for this key. Keeps routes and refusals, unless {@link #clear} is called
     * during the lookup. The stage never fails: a lookup that fails is {@link RouteResult.Unavailable}.
     */
    public CompletionStage<RouteResult> lookup(String key, Supplier<CompletionStage<RouteResult>> lookup) {
        CompletableFuture<RouteResult> flight = new CompletableFuture<>();
        CompletableFuture<RouteResult> other = routes.asMap().putIfAbsent(key, flight);
        if (other != null) {
            return other;
        }
        start(lookup).whenComplete((result, fault) -> {
            RouteResult landed = fault == null ? result : new RouteResult.Unavailable(fault.toString());
            keep(key, flight, landed);
            flight.complete(landed);
        });
        return flight;
    }

    /** Turns an exception into a failed stage, so that it ends the flight. */
    private static CompletionStage<RouteResult> start(Supplier<CompletionStage<RouteResult>> lookup) {
        try {
            return lookup.get();
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    /** Replaces a flight by its result. Does nothing if the flight is not current, because the cache was cleared meanwhile. */
    private void keep(String key, CompletableFuture<RouteResult> flight, RouteResult result) {
        if (result instanceof RouteResult.Found found) {
            routes.asMap().replace(key, flight, CompletableFuture.completedFuture(found.fromCache()));
            return;
        }
        if (result instanceof RouteResult.Refused refused && routes.getIfPresent(key) == flight) {
            refusals.put(key, refused);
        }
        routes.asMap().remove(key, flight);
    }

    /** Drops the route under this key. A lookup in flight continues. */
    public void forget(String key) {
        CompletableFuture<RouteResult> route = routes.getIfPresent(key);
        if (route != null && route.isDone()) {
            routes.asMap().remove(key, route);
        }
    }

    /** Drops everything. The results of lookups in flight are not kept, and later callers do not join them. */
    public void clear() {
        routes.synchronous().invalidateAll();
        refusals.invalidateAll();
    }

    /** Returns the approximate number of routes, including lookups in flight. */
    public long size() {
        return routes.synchronous().estimatedSize();
    }
}
