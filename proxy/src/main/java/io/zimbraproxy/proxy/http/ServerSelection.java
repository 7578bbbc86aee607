package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.rewrite.ReceivedRequest;
import io.zimbraproxy.proxy.http.user.RouteChoice;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.route.resolve.RouteResolver;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;
import io.zimbraproxy.proxy.upstream.SelectionCriteria;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects the server for one request: the user's own server by its route, else one that the pool chooses. If a server fails, it
 * selects the next one.
 */
final class ServerSelection {
    private final RouteResolver routes;
    private final ReceivedRequest received;
    private final Pool pool;
    /** Null if any server of the pool can process the request. */
    private final @Nullable RouteRequest request;

    private final @Nullable String version;
    private final Set<Peer> tried = new HashSet<>(4);
    /** The route that led to the current server; null if the pool's balancing chose the server. */
    private RouteResult.@Nullable Found route;

    private boolean resolvedAgain;
    private boolean full;

    /** {@code user}: the user whose server is looked up; null if any server of the pool can process the request. */
    ServerSelection(
            RouteResolver routes, ReceivedRequest received, Pool pool, @Nullable RouteChoice user, Audience audience) {
        this.routes = routes;
        this.received = received;
        this.pool = pool;
        version = user == null ? null : user.serverVersion();
        request = user == null
                ? null
                : RouteRequest.ofWeb(
                        user.method(),
                        user.user(),
                        pool.tls() ? UpstreamProtocol.HTTPSSL : UpstreamProtocol.HTTP,
                        received.client(),
                        received.host().text(),
                        audience);
    }

    Pool pool() {
        return pool;
    }

    /** Returns true if the current server is the user's own, so that no other server can process the request. */
    boolean byRoute() {
        return route != null;
    }

    ServerChoice first() {
        return request == null ? balance() : new ServerChoice.Lookup(request);
    }

    /** Continues with the result of a {@link ServerChoice.Lookup}. */
    ServerChoice routed(RouteResult result) {
        if (result instanceof RouteResult.Refused refused && refused.deniedByDomain()) {
            return new ServerChoice.None(ErrorPage.FORBIDDEN, refused.reason());
        }
        route = result instanceof RouteResult.Found found ? found : null;
        Peer peer = route == null ? null : pool.of(route.route()).orElse(null);
        if (peer == null) {
            // Zimbra's proxy does the same: any server can redirect the client to the right one.
            route = null;
            return balance();
        }
        return pool.mayAsk(peer) && tried.add(peer) ? new ServerChoice.Server(peer) : replaceRoute();
    }

    private ServerChoice balance() {
        SelectionCriteria criteria = new SelectionCriteria(received.client().addressBytes(), tried, version);
        Optional<Peer> peer = pool.choose(criteria);
        if (peer.isPresent()) {
            tried.add(peer.get());
            return new ServerChoice.Server(peer.get());
        }
        return full || pool.full(criteria)
                ? new ServerChoice.None(
                        ErrorPage.UNAVAILABLE, "all servers of pool " + pool.name() + " are at maxConnections")
                : new ServerChoice.None(ErrorPage.BAD_GATEWAY, "no server of pool " + pool.name() + " can be reached");
    }

    /** Selects another server, because the current one is unreachable or has not responded. */
    ServerChoice afterFailure() {
        return route == null ? balance() : replaceRoute();
    }

    /** Selects another server, because the current one has its maximum number of requests. */
    ServerChoice afterFull() {
        full = true;
        return route == null
                ? balance()
                : new ServerChoice.None(ErrorPage.UNAVAILABLE, "the user's mailbox server is at maxConnections");
    }

    /** Forgets a route whose server does not respond, and resolves it once more if it came from a cache. */
    private ServerChoice replaceRoute() {
        boolean again = canResolveAgain();
        forgetRoute();
        return again
                ? resolveAgain()
                : new ServerChoice.None(ErrorPage.BAD_GATEWAY, "the user's mailbox server cannot be reached");
    }

    private ServerChoice resolveAgain() {
        resolvedAgain = true;
        return first();
    }

    /** Returns true if the route came from a cache and was not resolved again, so that another lookup may replace it. */
    boolean canResolveAgain() {
        return route != null && route.cached() && !resolvedAgain;
    }

    /** Forgets the cached route, because the server does not have the account. */
    void forgetRoute() {
        if (request != null && route != null) {
            routes.forget(request, route);
        }
    }

    /** Resolves the route again, because the server does not have the account. Requires {@link #canResolveAgain}. */
    ServerChoice afterMisrouted(Peer peer) {
        forgetRoute();
        // If the handlers return the same server again, the client receives its response.
        tried.remove(peer);
        return resolveAgain();
    }
}
