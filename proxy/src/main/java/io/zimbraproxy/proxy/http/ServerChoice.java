package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.upstream.Peer;

/** The next step in the selection of a server. */
sealed interface ServerChoice {
    /** The request goes to this server. */
    record Server(Peer peer) implements ServerChoice {}

    /** The route must be resolved first; {@link ServerSelection#routed} takes the result. */
    record Lookup(RouteRequest request) implements ServerChoice {}

    /** No server can process the request. {@code why} is for the log. */
    record None(ErrorPage page, String why) implements ServerChoice {}
}
