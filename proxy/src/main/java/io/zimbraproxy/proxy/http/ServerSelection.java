package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.rewrite.ReceivedRequest;
import io.zimbraproxy.proxy.http.user.RouteChoice;
import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;
import io.zimbraproxy.proxy.upstream.SelectionCriteria;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the server for one request: the user's own, by its route, else one that the pool chooses. The next one when that
 * does not do.
 */
final class ServerSelection {
    /** Hears of the result. On the event loop. */
    interface Finder {
        void found(Peer peer);

        void notFound(ErrorPage page, String why);
    }

    private final WebService service;
    private final ReceivedRequest arrival;
    private final Pool pool;
    private final Finder finder;
    private final RouteRequest question;
    private final String version;
    private final Set<Peer> tried = new HashSet<>(4);
    private RouteResult.Found route;
    private boolean askedAgain;
    private boolean full;

    /** {@code user}: who is looked up; empty to have any server. */
    ServerSelection(
            WebService service,
            ReceivedRequest arrival,
            Pool pool,
            Optional<RouteChoice> user,
            Audience audience,
            Finder finder) {
        this.service = service;
        this.arrival = arrival;
        this.pool = pool;
        this.finder = finder;
        version = user.map(RouteChoice::serverVersion).orElse(null);
        question = user.map(choice -> RouteRequest.ofWeb(
                        choice.method(),
                        choice.user(),
                        pool.tls() ? UpstreamProtocol.HTTPSSL : UpstreamProtocol.HTTP,
                        arrival.client(),
                        arrival.host().text(),
                        audience))
                .orElse(null);
    }

    Pool pool() {
        return pool;
    }

    /** True when the server is the user's own: no other one will do. */
    boolean byRoute() {
        return route != null;
    }

    void start() {
        if (question == null) {
            balance();
        } else {
            resolve();
        }
    }

    private void resolve() {
        EventLoops.tell(service.loop(), service.routes().resolve(question), this::routed);
    }

    private void routed(RouteResult result) {
        if (result instanceof RouteResult.Refused refused && refused.deniedByDomain()) {
            finder.notFound(ErrorPage.FORBIDDEN, refused.reason());
            return;
        }
        route = result instanceof RouteResult.Found found ? found : null;
        Peer peer = route == null ? null : pool.of(route.route()).orElse(null);
        if (peer == null) {
            // Zimbra's proxy does the same: any server can send the client to the right one (facts, section 7.3).
            route = null;
            balance();
        } else if (pool.mayAsk(peer) && tried.add(peer)) {
            finder.found(peer);
        } else {
            routeIsDown();
        }
    }

    private void balance() {
        SelectionCriteria wish = new SelectionCriteria(arrival.client().addressBytes(), tried, version);
        Optional<Peer> peer = pool.choose(wish);
        if (peer.isPresent()) {
            tried.add(peer.get());
            finder.found(peer.get());
        } else if (full || pool.full(wish)) {
            finder.notFound(ErrorPage.UNAVAILABLE, "all servers of pool " + pool.name() + " have enough to do");
        } else {
            finder.notFound(ErrorPage.BAD_GATEWAY, "no server of pool " + pool.name() + " can be reached");
        }
    }

    /** The server cannot be reached, or has not answered: another one, if there is one. */
    void next() {
        if (route == null) {
            balance();
        } else {
            routeIsDown();
        }
    }

    /** The server has as many requests as it may have. */
    void nextAsFull() {
        full = true;
        if (route == null) {
            balance();
        } else {
            finder.notFound(ErrorPage.UNAVAILABLE, "the user's mailbox server has enough to do");
        }
    }

    /** A remembered route may be out of date: it is forgotten and asked for once more. */
    private void routeIsDown() {
        service.routes().forget(question, route);
        if (!askAgain()) {
            finder.notFound(ErrorPage.BAD_GATEWAY, "the user's mailbox server cannot be reached");
        }
    }

    private boolean askAgain() {
        if (!canAskAgain()) {
            return false;
        }
        askedAgain = true;
        resolve();
        return true;
    }

    /** True when the server was found by a remembered route, which another answer may replace. */
    boolean canAskAgain() {
        return route != null && route.cached() && !askedAgain;
    }

    /** The server says that the account lives elsewhere: its route is forgotten. */
    void forget() {
        if (route != null) {
            service.routes().forget(question, route);
        }
    }

    /** The same, and the route is asked for once more; to be called when {@link #canAskAgain}. */
    void askElsewhere(Peer peer) {
        forget();
        // Should the handlers insist on this server, its answer is what the client gets.
        tried.remove(peer);
        askAgain();
    }
}
