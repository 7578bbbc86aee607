package io.zimbraproxy.proxy.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The meters of the data plane; their names are listed here and nowhere else. Labels come from our own enumerations and
 * from the configuration, never from clients, so their number is bounded. Safe for all threads.
 */
public final class ProxyMetrics {
    private static final String PREFIX = "zimbra.proxy.";

    /** Bounds of the histograms: a warm login takes a millisecond, a failed one ten seconds. */
    private static final Duration[] BUCKETS = Stream.of(
                    1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final MultiGauge certificates;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Counter[]> routeCaches = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, ListenerMeters> listeners = new ConcurrentHashMap<>();

    public ProxyMetrics(MeterRegistry registry) {
        this.registry = registry;
        certificates = MultiGauge.builder(PREFIX + "certificate.expiry")
                .baseUnit("seconds")
                .register(registry);
    }

    /** A connection was accepted on a listener. */
    public void accepted(String listener) {
        of(listener).accepted();
    }

    /** A mail session ended. Bytes are those relayed after the login. */
    public void sessionEnded(String listener, CloseCause cause, long fromClient, long fromUpstream) {
        of(listener).ended(cause, fromClient, fromUpstream);
    }

    /** A connection accepted before is gone. */
    public void closed(String listener) {
        of(listener).closed();
    }

    /** Bytes went through. */
    public void relayed(String listener, long fromClient, long fromUpstream) {
        of(listener).relayed(fromClient, fromUpstream);
    }

    /** A TLS handshake with a client failed, or a connection died before its session began. */
    public void handshakeFailed(String listener) {
        counter("handshakes.failed", "listener", listener).increment();
    }

    /** A connection was refused for its PROXY protocol header. */
    public void headerRefused(String listener, String why) {
        counter("headers.refused", "listener", listener, "why", why).increment();
    }

    /** A login was tried; {@code outcome} is {@code ok} or a close cause's label. Time from the command to its answer. */
    public void login(String listener, String outcome, long nanos) {
        of(listener).login(outcome, nanos);
    }

    /** A lookup has ended; {@code outcome} is {@code found}, {@code refused} or {@code unavailable}. */
    public void lookup(String outcome, long nanos) {
        timer("lookups", "outcome", outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A route cache was asked. */
    public void routeCache(String layer, boolean hit) {
        // Found without building a name: each request of a known user comes here.
        routeCaches
                .computeIfAbsent(layer, name -> new Counter[] {
                    counter("route.cache", "layer", name, "result", "miss"),
                    counter("route.cache", "layer", name, "result", "hit")
                })[hit ? 1 : 0]
                .increment();
    }

    /** The meter of a listener's web requests. */
    public RequestMeter requests(String listener) {
        Timer[] byClass = new Timer[5];
        for (int i = 0; i < byClass.length; i++) {
            byClass[i] = timer("requests", "listener", listener, "status", i + 1 + "xx");
        }
        return new RequestMeter(byClass);
    }

    /** The configuration was read again; {@code outcome} is a word. */
    public void reloaded(String outcome) {
        counter("reloads", "outcome", outcome.toLowerCase(Locale.ROOT)).increment();
    }

    /** Shows how long each of these certificates is valid, in seconds from now; takes the place of those shown before. */
    public void certificates(Map<String, Instant> notAfter) {
        certificates.register(
                notAfter.entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(
                                Tags.of("secret", entry.getKey()),
                                entry.getValue(),
                                end -> Duration.between(Instant.now(), end).toSeconds()))
                        .toList(),
                true);
    }

    /** Shows how many certificates have a staple and how many want one, as somebody else counts them. */
    public <T> void staples(T source, ToDoubleFunction<T> good, ToDoubleFunction<T> missing) {
        registry.gauge(PREFIX + "staples", Tags.of("state", "good"), source, good);
        registry.gauge(PREFIX + "staples", Tags.of("state", "missing"), source, missing);
    }

    /** Shows a figure that somebody else keeps. */
    public <T> void gauge(String name, T source, ToDoubleFunction<T> figure) {
        registry.gauge(PREFIX + name, source, figure);
    }

    private ListenerMeters of(String listener) {
        ListenerMeters known = listeners.get(listener);
        return known == null ? listeners.computeIfAbsent(listener, name -> new ListenerMeters(this, name)) : known;
    }

    AtomicInteger gauge(String name, String... tags) {
        return registry.gauge(PREFIX + name, Tags.of(tags), new AtomicInteger());
    }

    Counter counter(String name, String... tags) {
        return counters.computeIfAbsent(name + String.join(",", tags), key -> registry.counter(PREFIX + name, tags));
    }

    Timer timer(String name, String... tags) {
        return timers.computeIfAbsent(name + String.join(",", tags), key -> Timer.builder(PREFIX + name)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
    }
}
