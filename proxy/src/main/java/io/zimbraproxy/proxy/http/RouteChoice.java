package io.zimbraproxy.proxy.http;

import static io.zimbraproxy.proxy.route.RouteRequest.Method.USERNAME;
import static io.zimbraproxy.proxy.route.RouteRequest.Method.ZIMBRA_ID;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.ClientPeer;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import java.util.List;
import java.util.Optional;

/** Whose server a request is for: the user in the URL, else the account of the auth token (facts, section 7.1). */
final class RouteChoice {
    private RouteChoice() {}

    private static final String USER_COOKIE = "ZM_AUTH_TOKEN";
    private static final String ADMIN_COOKIE = "ZM_ADMIN_AUTH_TOKEN";

    /** The question for the route; empty when nothing in the request tells the user. */
    static Optional<RouteRequest> of(
            HttpServerRequest request,
            HostHeader host,
            UpstreamProtocol protocol,
            ClientPeer client,
            Audience audience) {
        List<String> cookies = request.headers().getAll(HttpHeaders.COOKIE);
        if (audience == Audience.ADMINISTRATORS) {
            return AuthToken.accountId(ADMIN_COOKIE, cookies)
                    .map(id -> RouteRequest.ofWeb(ZIMBRA_ID, id, protocol, client, host.text(), audience));
        }
        return PathUser.of(request.uri())
                .map(user -> RouteRequest.ofWeb(USERNAME, user, protocol, client, host.text(), audience))
                .or(() -> AuthToken.accountId(USER_COOKIE, cookies)
                        .map(id -> RouteRequest.ofWeb(ZIMBRA_ID, id, protocol, client, host.text(), audience)));
    }
}
