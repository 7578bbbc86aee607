package io.zimbraproxy.proxy.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.RouteResolver;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.upstream.Pool;
import java.util.Optional;
import java.util.Set;

/**
 * What the requests of one listener on one event loop share.
 *
 * @param listener its name in the configuration
 * @param tls whether clients come by TLS
 * @param redirectPort port of the TLS listener to send clients to; empty to serve them
 * @param knownHosts names that are served; empty: any
 * @param audience whose tokens tell the route
 * @param client of this event loop, to the mailbox servers
 */
public record WebService(
        String listener,
        boolean tls,
        Optional<Integer> redirectPort,
        Set<String> knownHosts,
        Timeouts timeouts,
        UpstreamProtocol upstreamProtocol,
        Audience audience,
        Pool pool,
        RouteResolver routes,
        HttpClient client,
        Vertx vertx,
        ProxyMetrics metrics) {
    String scheme() {
        return tls ? "https" : "http";
    }
}
