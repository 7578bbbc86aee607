package io.zimbraproxy.proxy.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.proxy.route.ClientPeer;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import java.util.Optional;

/** Whose server a request is for: the user in the URL, else the account of the auth token (facts, section 7.1). */
final class RouteChoice {
    private RouteChoice() {}

    /** The question for the route; empty when nothing in the request tells the user. */
    static Optional<RouteRequest> of(
            HttpServerRequest request, HostHeader host, UpstreamProtocol protocol, ClientPeer client) {
        return PathUser.of(request.uri())
                .map(user -> new RouteRequest(RouteRequest.Method.USERNAME, user, protocol, client, host.text()))
                .or(() -> AuthToken.accountId(request.headers().getAll(HttpHeaders.COOKIE))
                        .map(id -> new RouteRequest(RouteRequest.Method.ZIMBRA_ID, id, protocol, client, host.text())));
    }
}
