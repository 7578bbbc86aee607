package io.zimbraproxy.proxy.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of one listener. They are kept here because finding a meter by its labels costs more than counting. Safe for all threads. */
final class ListenerMeters {
    private static final String LISTENER = "listener";

    private final ProxyMetrics metrics;
    private final String listener;
    private final Counter accepted;
    private final Counter fromClient;
    private final Counter fromUpstream;
    private final AtomicInteger open;
    private final Map<CloseCause, Counter> ended = new ConcurrentHashMap<>();
    /** Timers by outcome. */
    private final Map<String, Timer> logins = new ConcurrentHashMap<>();

    ListenerMeters(ProxyMetrics metrics, String listener) {
        this.metrics = metrics;
        this.listener = listener;
        accepted = metrics.counter("connections", LISTENER, listener);
        fromClient = metrics.counter("relayed.bytes", LISTENER, listener, "from", "client");
        fromUpstream = metrics.counter("relayed.bytes", LISTENER, listener, "from", "upstream");
        open = metrics.gauge("connections.open", LISTENER, listener);
    }

    void accepted() {
        accepted.increment();
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void relayed(long client, long upstream) {
        fromClient.increment((double) client);
        fromUpstream.increment((double) upstream);
    }

    void ended(CloseCause cause, long client, long upstream) {
        Counter counter = ended.get(cause);
        if (counter == null) {
            counter = metrics.counter("sessions.ended", LISTENER, listener, "cause", cause.label());
            ended.put(cause, counter);
        }
        counter.increment();
        relayed(client, upstream);
        closed();
    }

    void login(String outcome, long nanos) {
        Timer timer = logins.get(outcome);
        if (timer == null) {
            timer = metrics.timer("logins", LISTENER, listener, "outcome", outcome);
            logins.put(outcome, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }
}
