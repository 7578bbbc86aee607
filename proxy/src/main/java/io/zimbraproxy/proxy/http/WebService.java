package io.zimbraproxy.proxy.http;

import io.netty.channel.EventLoop;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.http.location.LocationChoice;
import io.zimbraproxy.proxy.http.rewrite.RequestRules;
import io.zimbraproxy.proxy.http.rewrite.ResponseRules;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.observe.RequestMeter;
import io.zimbraproxy.proxy.route.resolve.RouteResolver;
import io.zimbraproxy.proxy.throttle.RequestLimits;

/**
 * What the requests of one listener on one event loop share.
 *
 * @param listener its name in the configuration
 * @param port it listens on
 * @param tls whether clients come by TLS
 * @param errorUrl page to which clients are sent when no server answers; null for one of our own
 */
public record WebService(
        String listener,
        int port,
        boolean tls,
        String errorUrl,
        Timeouts timeouts,
        Limits limits,
        LocationChoice locations,
        RequestRules requestRules,
        ResponseRules answerRules,
        RouteResolver routes,
        RequestLimits throttle,
        UpstreamConnections upstreams,
        Tunnel tunnel,
        LoopClock clock,
        EventLoop loop,
        RequestMeter requests) {
    /** By which clients come. */
    public String scheme() {
        return tls ? "https" : "http";
    }
}
