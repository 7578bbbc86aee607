package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.RouteResolver;
import io.zimbraproxy.proxy.upstream.Pools;
import java.util.Map;

/** What the event loops have in common. {@code gates}: by listener name. */
record LoopShared(
        Snapshot snapshot,
        RouteResolver routes,
        Pools pools,
        ProxyMetrics metrics,
        ConnectionRegistry registry,
        Map<String, AcceptGate> gates) {}
