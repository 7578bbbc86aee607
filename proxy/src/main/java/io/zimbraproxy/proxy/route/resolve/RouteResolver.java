package io.zimbraproxy.proxy.route.resolve;

import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.AllowedTargets;
import io.zimbraproxy.proxy.route.CacheKeyPair;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.cache.LocalRouteCache;
import io.zimbraproxy.proxy.route.cache.SharedRoutes;
import io.zimbraproxy.proxy.route.lookup.LookupHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds routes: in the local cache, else in the shared cache, else with the lookup handlers. Safe for all threads; never blocks.
 */
public final class RouteResolver {
    private final LocalRouteCache local;
    private final Optional<SharedRoutes> shared;
    private final LookupHandlers handlers;
    private final AllowedTargets targets;
    private final ProxyMetrics metrics;

    public RouteResolver(
            LocalRouteCache local,
            Optional<SharedRoutes> shared,
            LookupHandlers handlers,
            AllowedTargets targets,
            ProxyMetrics metrics) {
        this.local = local;
        this.shared = shared;
        this.handlers = handlers;
        this.targets = targets;
        this.metrics = metrics;
    }

    /**
     * Finds the route for a request. The stage never fails. It may complete on any thread, so a caller on an event loop must return to
     * its loop.
     */
    public CompletionStage<RouteResult> resolve(RouteRequest request) {
        if (!request.method().cacheable()) {
            return fromHandlers(request);
        }
        String key = request.cacheKey();
        RouteResult known = local.get(key);
        metrics.routeCache("local", known != null);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return local.lookup(
                key, () -> shared.map(routes -> fromShared(routes, request)).orElseGet(() -> fromHandlers(request)));
    }

    private CompletionStage<RouteResult> fromShared(SharedRoutes routes, RouteRequest request) {
        return routes.find(request).thenCompose(known -> {
            // Other programs can write to the cache. If the target is not allowed, the handlers are asked.
            boolean usable = known.route().isPresent()
                    && targets.refusal(known.route().get().route()).isEmpty();
            metrics.routeCache("shared", usable);
            if (usable) {
                return CompletableFuture.<RouteResult>completedFuture(
                        known.route().get());
            }
            return fromHandlers(request)
                    .thenApply(result -> result instanceof RouteResult.Found found
                            ? routes.remember(request, found, known.alias())
                            : result);
        });
    }

    private CompletionStage<RouteResult> fromHandlers(RouteRequest request) {
        if (request.method() == RouteRequest.Method.CERTIFICATE) {
            // Only the token is used. The route in these responses is not a real one.
            return handlers.lookup(request);
        }
        return handlers.lookup(request)
                .thenApply(result -> result instanceof RouteResult.Found found
                        ? targets.refusal(found.route())
                                .<RouteResult>map(RouteResult.Unavailable::new)
                                .orElse(found)
                        : result);
    }

    /** Deletes a route from all caches, because the mailbox server refused the user or was unreachable. */
    public void forget(RouteRequest request, RouteResult.Found found) {
        local.forget(request.cacheKey());
        CacheKeyPair keys = found.keys();
        if (keys != null) {
            shared.ifPresent(routes -> routes.forget(keys));
        }
    }
}
