package io.zimbraproxy.proxy.route;

import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.cache.LocalRouteCache;
import io.zimbraproxy.proxy.route.lookup.LookupHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers where a user's mailbox is: from the cache, else from the lookup handlers. Safe for all threads; never blocks. */
public final class RouteResolver {
    private final LocalRouteCache cache;
    private final LookupHandlers handlers;
    private final ProxyMetrics metrics;

    public RouteResolver(LocalRouteCache cache, LookupHandlers handlers, ProxyMetrics metrics) {
        this.cache = cache;
        this.handlers = handlers;
        this.metrics = metrics;
    }

    /**
     * The route for this request. The stage never fails, and may complete on any thread; a caller that lives on an event
     * loop hops back to it.
     */
    public CompletionStage<RouteResult> resolve(RouteRequest request) {
        String key = request.cacheKey();
        Route known = cache.get(key);
        metrics.routeCache("local", known != null);
        if (known != null) {
            return CompletableFuture.completedFuture(new RouteResult.Found(known, true));
        }
        return cache.once(key, () -> handlers.lookup(request));
    }

    /** Forgets the answer to this request: the mailbox server refused the user, or was not there. */
    public void forget(RouteRequest request) {
        cache.forget(request.cacheKey());
    }
}
