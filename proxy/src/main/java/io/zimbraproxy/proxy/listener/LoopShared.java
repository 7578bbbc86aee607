package io.zimbraproxy.proxy.listener;

import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.RouteResolver;
import io.zimbraproxy.proxy.upstream.Pools;

/** What the event loops have in common. */
record LoopShared(
        Snapshot snapshot, RouteResolver routes, Pools pools, ProxyMetrics metrics, ConnectionRegistry registry) {}
