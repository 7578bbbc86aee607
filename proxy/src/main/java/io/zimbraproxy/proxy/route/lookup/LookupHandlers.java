package io.zimbraproxy.proxy.route.lookup;

import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The configured lookup handlers, used round robin; failed ones are used last. Safe for all threads. */
public final class LookupHandlers {
    private static final Logger LOG = Logger.getLogger(LookupHandlers.class);

    private final List<LookupHandler> handlers;
    private final ScheduledExecutorService clock;
    private final ProxyMetrics metrics;
    private final AtomicInteger next = new AtomicInteger();

    LookupHandlers(List<LookupHandler> handlers, ScheduledExecutorService clock, ProxyMetrics metrics) {
        this.handlers = handlers;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Tries the handlers until one gives a usable response. The stage never fails. */
    public CompletionStage<RouteResult> lookup(RouteRequest request) {
        return new LookupAttempt(request, inOrder(), clock, metrics).start();
    }

    /**
     * Sends a probe to every handler. Logs those that do not respond as they should, and opens connections for the first logins. The
     * stage never fails.
     */
    public CompletionStage<Void> probe() {
        return CompletableFuture.allOf(handlers.stream()
                .map(handler -> handler.probe().handle((responded, fault) -> {
                    if (fault != null) {
                        handler.failed();
                        LOG.warn(new LogLine("lookup handler does not respond as expected; check lookup.handlers")
                                .with("handler", handler.uri())
                                .with("why", LookupException.describe(fault)));
                    }
                    return null;
                }))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }

    /** Returns all handlers, beginning with the next one. Failed handlers come last, for the case that all have failed. */
    private List<LookupHandler> inOrder() {
        int first = Math.floorMod(next.getAndIncrement(), handlers.size());
        List<LookupHandler> order = new ArrayList<>(handlers.size());
        List<LookupHandler> failed = new ArrayList<>(handlers.size());
        for (int i = 0; i < handlers.size(); i++) {
            LookupHandler handler = handlers.get((first + i) % handlers.size());
            (handler.mayTry() ? order : failed).add(handler);
        }
        order.addAll(failed);
        return order;
    }
}
