package io.zimbraproxy.proxy.route.resolve;

import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.AllowedTargets;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
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
     * The route for this request. The stage never fails, and may complete on any thread; a caller that lives on an event
     * loop hops back to it.
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
        return local.once(
                key, () -> shared.map(routes -> fromShared(routes, request)).orElseGet(() -> fromHandlers(request)));
    }

    private CompletionStage<RouteResult> fromShared(SharedRoutes routes, RouteRequest request) {
        return routes.find(request).thenCompose(known -> {
            // What somebody has put there is not trusted: the handlers know better.
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
            // The route that comes with the token leads nowhere (facts, section 2.5).
            return handlers.lookup(request);
        }
        return handlers.lookup(request)
                .thenApply(result -> result instanceof RouteResult.Found found
                        ? targets.refusal(found.route())
                                .<RouteResult>map(RouteResult.Unavailable::new)
                                .orElse(found)
                        : result);
    }

    /** Forgets the answer to this request everywhere: the mailbox server refused the user, or was not there. */
    public void forget(RouteRequest request, RouteResult.Found found) {
        local.forget(request.cacheKey());
        if (found.keys() != null) {
            shared.ifPresent(routes -> routes.forget(found.keys()));
        }
    }
}
