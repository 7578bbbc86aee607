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
 * The metrics of the proxy; all names are in this package. Labels come from enumerations and from the configuration, never from clients, so
 * their number is bounded. Safe for all threads.
 */
public final class ProxyMetrics {
    private static final String PREFIX = "zimbra.proxy.";

    /** Bounds of the histograms in milliseconds. A usual login takes about one, a failed one 10,000. */
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

    /** Counts an accepted connection. */
    public void accepted(String listener) {
        of(listener).accepted();
    }

    /** Counts the end of a mail session, with the bytes relayed after the login. */
    public void sessionEnded(String listener, CloseCause cause, long fromClient, long fromUpstream) {
        of(listener).ended(cause, fromClient, fromUpstream);
    }

    /** Counts a closed connection. */
    public void closed(String listener) {
        of(listener).closed();
    }

    /** Counts relayed bytes. */
    public void relayed(String listener, long fromClient, long fromUpstream) {
        of(listener).relayed(fromClient, fromUpstream);
    }

    /** Counts a failed TLS handshake, or a connection that closed before its session began. */
    public void handshakeFailed(String listener) {
        counter("handshakes.failed", "listener", listener).increment();
    }

    /** Counts a connection that was refused because of its PROXY protocol header. */
    public void headerRefused(String listener, String why) {
        counter("headers.refused", "listener", listener, "why", why).increment();
    }

    /** Records a login. {@code outcome} is {@code ok} or the label of a close cause; the time is from the command to its reply. */
    public void login(String listener, String outcome, long nanos) {
        of(listener).login(outcome, nanos);
    }

    /** Records a lookup; {@code outcome} is {@code found}, {@code refused} or {@code unavailable}. */
    public void lookup(String outcome, long nanos) {
        timer("lookups", "outcome", outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a hit or miss of a route cache; {@code layer} is {@code local} or {@code shared}. */
    public void routeCache(String layer, boolean hit) {
        // Called for each request of a known user, so it builds no meter name.
        routeCaches
                .computeIfAbsent(layer, name -> new Counter[] {
                    counter("route.cache", "layer", name, "result", "miss"),
                    counter("route.cache", "layer", name, "result", "hit")
                })[hit ? 1 : 0]
                .increment();
    }

    /** Creates the meter of a listener's web requests. */
    public RequestMeter requests(String listener) {
        Timer[] byClass = new Timer[5];
        for (int i = 0; i < byClass.length; i++) {
            byClass[i] = timer("requests", "listener", listener, "status", i + 1 + "xx");
        }
        return new RequestMeter(byClass);
    }

    /** Counts a reload of the configuration. */
    public void reloaded(String outcome) {
        counter("reloads", "outcome", outcome.toLowerCase(Locale.ROOT)).increment();
    }

    /** Replaces the certificates whose remaining validity is shown, by the name of their Secret. */
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

    /** Registers gauges for the numbers of certificates with and without a staple. */
    public <T> void staples(T source, ToDoubleFunction<T> good, ToDoubleFunction<T> missing) {
        registry.gauge(PREFIX + "staples", Tags.of("state", "good"), source, good);
        registry.gauge(PREFIX + "staples", Tags.of("state", "missing"), source, missing);
    }

    /** Registers a gauge that reads its value from {@code source}. */
    public <T> void gauge(String name, T source, ToDoubleFunction<T> value) {
        registry.gauge(PREFIX + name, source, value);
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
