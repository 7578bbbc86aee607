package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.RouteResolver;
import io.zimbraproxy.proxy.throttle.MailGuards;
import io.zimbraproxy.proxy.throttle.RequestLimits;
import io.zimbraproxy.proxy.tls.WebTls;
import io.zimbraproxy.proxy.upstream.Pools;
import java.util.Optional;

/** What the event loops have in common. */
record LoopShared(
        Snapshot snapshot,
        RouteResolver routes,
        MailGuards guards,
        RequestLimits requestLimits,
        Optional<WebTls> webTls,
        Pools pools,
        ProxyMetrics metrics,
        ConnectionRegistry registry) {}
