package io.zimbraproxy.proxy.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Counters of this process, used if no shared cache is configured. The number of counters is bounded. */
public final class LocalCounters implements Counters {
    private static final int MAX_COUNTERS = 100_000;

    private record Counter(AtomicLong count, long windowNanos) {}

    private final Cache<String, Counter> counters = Caffeine.newBuilder()
            .maximumSize(MAX_COUNTERS)
            .expireAfter(Expiry.<String, Counter>creating((key, counter) -> Duration.ofNanos(counter.windowNanos())))
            .build();

    @Override
    public CompletionStage<Long> add(String key, Duration window) {
        Counter counter = counters.get(key, first -> new Counter(new AtomicLong(), window.toNanos()));
        return CompletableFuture.completedFuture(counter.count().incrementAndGet());
    }

    @Override
    public CompletionStage<Long> read(String key) {
        Counter counter = counters.getIfPresent(key);
        return CompletableFuture.completedFuture(
                counter == null ? 0L : counter.count().get());
    }
}
