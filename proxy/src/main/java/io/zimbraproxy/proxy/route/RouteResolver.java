package io.zimbraproxy.proxy.route;

import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.cache.LocalRouteCache;
import io.zimbraproxy.proxy.route.cache.SharedRoutes;
import io.zimbraproxy.proxy.route.lookup.LookupHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers where a user's mailbox is: from this process' memory, else from the shared cache, else from the lookup handlers.
 * Safe for all threads; never blocks.
 */
public final class RouteResolver {
    private final LocalRouteCache local;
    private final Optional<SharedRoutes> shared;
    private final LookupHandlers handlers;
    private final ProxyMetrics metrics;

    public RouteResolver(
            LocalRouteCache local, Optional<SharedRoutes> shared, LookupHandlers handlers, ProxyMetrics metrics) {
        this.local = local;
        this.shared = shared;
        this.handlers = handlers;
        this.metrics = metrics;
    }

    /**
     * The route for this request. The stage never fails, and may complete on any thread; a caller that lives on an event
     * loop hops back to it.
     */
    public CompletionStage<RouteResult> resolve(RouteRequest request) {
        String key = request.cacheKey();
        RouteResult.Found known = local.get(key);
        metrics.routeCache("local", known != null);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return local.once(
                key, () -> shared.map(routes -> fromShared(routes, request)).orElseGet(() -> handlers.lookup(request)));
    }

    private CompletionStage<RouteResult> fromShared(SharedRoutes routes, RouteRequest request) {
        return routes.find(request).thenCompose(known -> {
            metrics.routeCache("shared", known.isPresent());
            if (known.isPresent()) {
                return CompletableFuture.<RouteResult>completedFuture(known.get());
            }
            return handlers.lookup(request)
                    .thenApply(result ->
                            result instanceof RouteResult.Found found ? routes.remember(request, found) : result);
        });
    }

    /** Forgets the answer to this request everywhere: the mailbox server refused the user, or was not there. */
    public void forget(RouteRequest request, RouteResult.Found found) {
        local.forget(request.cacheKey());
        if (found.keys() != null) {
            shared.ifPresent(routes -> routes.forget(found.keys()));
        }
    }
}
