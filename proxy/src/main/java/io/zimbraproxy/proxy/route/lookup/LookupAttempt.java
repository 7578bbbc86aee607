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
 * One lookup over several handlers. A handler that fails is left out for a while and the next one is asked; a handler that
 * does not answer soon gets company: the next one is asked too, and the first usable answer counts. So a handler that
 * hangs costs the logins it was to answer a fraction of a second, once, and never its whole time-out.
 */
final class LookupAttempt {
    private static final Logger LOG = Logger.getLogger(LookupAttempt.class);

    /** An answer takes a few milliseconds; one that is not there by now is worth a second question. */
    private static final long PATIENCE_MILLIS = 200;

    private final RouteRequest request;
    private final Queue<LookupHandler> untried;
    private final ScheduledExecutorService clock;
    private final ProxyMetrics metrics;
    private final CompletableFuture<RouteResult> result = new CompletableFuture<>();
    private final StringBuilder faults = new StringBuilder();
    private final Set<LookupHandler> slow = new LinkedHashSet<>();
    private int underWay;

    LookupAttempt(
            RouteRequest request, List<LookupHandler> order, ScheduledExecutorService clock, ProxyMetrics metrics) {
        this.request = request;
        this.untried = new ArrayDeque<>(order);
        this.clock = clock;
        this.metrics = metrics;
    }

    CompletionStage<RouteResult> start() {
        long start = System.nanoTime();
        askNext();
        return result.whenComplete((answer, none) -> metrics.lookup(answer.outcome(), System.nanoTime() - start));
    }

    /** Asks the next handler, if there is one that was not asked yet. */
    private void askNext() {
        LookupHandler handler;
        synchronized (this) {
            if (result.isDone()) {
                return;
            }
            handler = untried.poll();
            if (handler == null) {
                if (underWay == 0) {
                    result.complete(new RouteResult.Unavailable(faults.toString()));
                }
                return;
            }
            underWay++;
        }
        ScheduledFuture<?> patience = clock.schedule(() -> slow(handler), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        handler.ask(request).whenComplete((answer, fault) -> {
            patience.cancel(false);
            if (fault == null) {
                answered(handler, answer);
            } else {
                failed(handler, fault);
            }
        });
    }

    private synchronized void slow(LookupHandler handler) {
        slow.add(handler);
        askNext();
    }

    /** One that is still silent when another has answered is left out: those who come later should not wait for it too. */
    private void answered(LookupHandler handler, RouteResult answer) {
        List<LookupHandler> silent;
        synchronized (this) {
            slow.remove(handler);
            silent = List.copyOf(slow);
            slow.clear();
        }
        silent.forEach(
                late -> leaveOut(late, "no answer within " + PATIENCE_MILLIS + " ms, while another has answered"));
        result.complete(answer);
    }

    private void failed(LookupHandler handler, Throwable fault) {
        String what = LookupException.shown(fault);
        leaveOut(handler, what);
        synchronized (this) {
            slow.remove(handler);
            underWay--;
            faults.append(faults.length() == 0 ? "" : "; ")
                    .append(handler.uri())
                    .append(' ')
                    .append(what);
        }
        askNext();
    }

    private static void leaveOut(LookupHandler handler, String why) {
        if (handler.leaveOut()) {
            LOG.warn(new LogLine("lookup handler left out")
                    .with("handler", handler.uri())
                    .with("why", why));
        }
    }
}
