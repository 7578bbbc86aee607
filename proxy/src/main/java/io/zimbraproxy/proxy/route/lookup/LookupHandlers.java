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

/** The lookup handlers in turn: round robin, the failed ones left out for a while. Safe for all threads. */
public final class LookupHandlers {
    private static final Logger LOG = Logger.getLogger(LookupHandlers.class);

    private final List<LookupHandler> handlers;
    private final ScheduledExecutorService clock;
    private final ProxyMetrics metrics;
    private final AtomicInteger turn = new AtomicInteger();

    LookupHandlers(List<LookupHandler> handlers, ScheduledExecutorService clock, ProxyMetrics metrics) {
        this.handlers = handlers;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Asks until one handler gives a usable answer. The stage never fails. */
    public CompletionStage<RouteResult> lookup(RouteRequest request) {
        return new LookupAttempt(request, inTurn(), clock, metrics).start();
    }

    /**
     * Asks every handler whether it is there, so that the administrator hears at the start of one that is not, and the first
     * logins find connections. The stage never fails.
     */
    public CompletionStage<Void> probe() {
        return CompletableFuture.allOf(handlers.stream()
                .map(handler -> handler.probe().handle((well, fault) -> {
                    if (fault != null) {
                        handler.leaveOut();
                        LOG.warn(new LogLine("lookup handler does not answer as it should; check lookup.handlers")
                                .with("handler", handler.uri())
                                .with("why", LookupException.shown(fault)));
                    }
                    return null;
                }))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }

    /** The handlers from the next one in turn; those left out come last: better asked in vain than not at all. */
    private List<LookupHandler> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), handlers.size());
        List<LookupHandler> order = new ArrayList<>(handlers.size());
        List<LookupHandler> leftOut = new ArrayList<>(handlers.size());
        for (int i = 0; i < handlers.size(); i++) {
            LookupHandler handler = handlers.get((first + i) % handlers.size());
            (handler.mayBeAsked() ? order : leftOut).add(handler);
        }
        order.addAll(leftOut);
        return order;
    }
}
