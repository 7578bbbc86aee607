package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.RouteResolver;
import io.zimbraproxy.proxy.throttle.MailGuards;
import io.zimbraproxy.proxy.throttle.RequestLimits;
import io.zimbraproxy.proxy.tls.CurrentTls;
import io.zimbraproxy.proxy.upstream.Pools;
import io.zimbraproxy.proxy.upstream.UpstreamTls;

/**
 * What the event loops have in common, for one snapshot.
 *
 * @param tls the certificates in force, whatever the snapshot
 */
public record LoopShared(
        Snapshot snapshot,
        RouteResolver routes,
        MailGuards guards,
        RequestLimits requestLimits,
        CurrentTls tls,
        UpstreamTls upstreamTls,
        Pools pools,
        ProxyMetrics metrics,
        ConnectionRegistry registry) {}
