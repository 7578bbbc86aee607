package io.zimbraproxy.proxy.route.lookup;

import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One hedged lookup (docs/adr/0003). If a handler fails, it is marked as failed and the next one is tried. If a handler is slow, the
 * next one is tried in parallel, and the first usable response counts. So a hung handler delays a login by 200 ms, not by its whole
 * time-out.
 */
final class LookupAttempt {
    private static final Logger LOG = Logger.getLogger(LookupAttempt.class);

    /** A response usually takes a few milliseconds. After this time, the next handler is tried too. */
    private static final long HEDGE_MILLIS = 200;

    private final RouteRequest request;
    private final Queue<LookupHandler> untried;
    private final ScheduledExecutorService clock;
    private final ProxyMetrics metrics;
    private final CompletableFuture<RouteResult> result = new CompletableFuture<>();
    private final StringBuilder faults = new StringBuilder();
    private final Set<LookupHandler> slow = new LinkedHashSet<>();
    private int inFlight;

    LookupAttempt(
            RouteRequest request, List<LookupHandler> order, ScheduledExecutorService clock, ProxyMetrics metrics) {
        this.request = request;
        this.untried = new ArrayDeque<>(order);
        this.clock = clock;
        this.metrics = metrics;
    }

    CompletionStage<RouteResult> start() {
        long start = System.nanoTime();
        tryNext();
        return result.whenComplete((response, none) -> metrics.lookup(response.outcome(), System.nanoTime() - start));
    }

    /** Sends the lookup to the next handler, if there is an untried one. */
    private void tryNext() {
        LookupHandler handler;
        synchronized (this) {
            if (result.isDone()) {
                return;
            }
            handler = untried.poll();
            if (handler == null) {
                if (inFlight == 0) {
                    result.complete(new RouteResult.Unavailable(faults.toString()));
                }
                return;
            }
            inFlight++;
        }
        ScheduledFuture<?> hedge = clock.schedule(() -> slow(handler), HEDGE_MILLIS, TimeUnit.MILLISECONDS);
        handler.lookup(request).whenComplete((response, fault) -> {
            hedge.cancel(false);
            if (fault == null) {
                succeeded(handler, response);
            } else {
                failed(handler, fault);
            }
        });
    }

    private synchronized void slow(LookupHandler handler) {
        slow.add(handler);
        tryNext();
    }

    /** Marks handlers as failed that are still slow now, so that later logins do not wait for them too. */
    private void succeeded(LookupHandler handler, RouteResult response) {
        List<LookupHandler> slower;
        synchronized (this) {
            slow.remove(handler);
            slower = List.copyOf(slow);
            slow.clear();
        }
        slower.forEach(
                late -> markFailed(late, "no response within " + HEDGE_MILLIS + " ms, while another has responded"));
        result.complete(response);
    }

    private void failed(LookupHandler handler, Throwable fault) {
        String why = LookupException.describe(fault);
        markFailed(handler, why);
        synchronized (this) {
            slow.remove(handler);
            inFlight--;
            faults.append(faults.length() == 0 ? "" : "; ")
                    .append(handler.uri())
                    .append(' ')
                    .append(why);
        }
        tryNext();
    }

    private static void markFailed(LookupHandler handler, String why) {
        if (handler.failed()) {
            LOG.warn(new LogLine("lookup handler marked as failed; it is retried after lookup.retryAfter")
                    .with("handler", handler.uri())
                    .with("why", why));
        }
    }
}
