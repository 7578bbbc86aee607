package io.zimbraproxy.proxy.http;

import io.netty.channel.EventLoop;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.http.location.LocationChoice;
import io.zimbraproxy.proxy.http.rewrite.RequestRules;
import io.zimbraproxy.proxy.http.rewrite.ResponseRules;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.observe.RequestMeter;
import io.zimbraproxy.proxy.route.resolve.RouteResolver;
import io.zimbraproxy.proxy.throttle.RequestLimits;
import java.util.Optional;

/**
 * The objects that the requests of one listener on one event loop share.
 *
 * @param errorRedirect the redirect for gateway errors; empty for the proxy's own error pages
 */
public record WebService(
        Listener listener,
        Timeouts timeouts,
        Limits limits,
        LocationChoice locations,
        RequestRules requestRules,
        ResponseRules responseRules,
        Optional<ErrorRedirect> errorRedirect,
        RouteResolver routes,
        RequestLimits throttle,
        UpstreamConnections upstreams,
        Tunnel tunnel,
        LoopClock clock,
        EventLoop loop,
        RequestMeter requests) {
    boolean tls() {
        return listener.protocol().tls();
    }

    /** Returns the scheme that clients use: {@code http} or {@code https}. */
    String scheme() {
        return tls() ? "https" : "http";
    }
}
