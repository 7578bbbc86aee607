package io.zimbraproxy.proxy.throttle;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.zimbraproxy.proxy.cache.SharedCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counts the open sessions of all proxies with one shared cache. Each proxy writes its own number, and counts the numbers of the
 * others while their heartbeats last. So the sessions of a dead proxy are not counted for ever (docs/adr/0008).
 */
public final class SharedSessionCounter implements SessionCounter {
    /** The time between two heartbeats of a proxy. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(20);

    /** How long a proxy counts as alive after a heartbeat. */
    private static final Duration LIFETIME = HEARTBEAT.multipliedBy(3);

    /** How long a heartbeat that was read is remembered. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SharedCache cache;
    private final String self = UUID.randomUUID().toString();
    private final LocalSessionCounter own = new LocalSessionCounter();
    private final LoadingCache<String, CompletionStage<Boolean>> alive =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(1000).build(this::readHeartbeat);

    public SharedSessionCounter(SharedCache cache) {
        this.cache = cache;
        beat();
    }

    /** Writes a heartbeat. Must be called every {@link #HEARTBEAT}. */
    public void beat() {
        cache.put(heartbeatKey(self), "1", LIFETIME);
    }

    private static String heartbeatKey(String proxy) {
        return "proxy:" + proxy;
    }

    private CompletionStage<Boolean> readHeartbeat(String proxy) {
        return cache.get(heartbeatKey(proxy)).thenApply(Optional::isPresent);
    }

    @Override
    public CompletionStage<Long> enter(String key) {
        return own.enter(key).thenCompose(mine -> cache.updateCount(key, self, () -> own.count(key))
                .thenCompose(this::othersAlive)
                .thenApply(others -> mine + others));
    }

    /** Returns the number of sessions in other proxies that are alive. */
    private CompletionStage<Long> othersAlive(Map<String, Long> counts) {
        List<CompletableFuture<Long>> others = counts.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(self))
                .map(entry -> alive.get(entry.getKey())
                        .thenApply(lives -> lives ? entry.getValue() : 0L)
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        others.stream().mapToLong(CompletableFuture::join).sum());
    }

    @Override
    public void leave(String key) {
        own.leave(key);
        cache.updateCount(key, self, () -> own.count(key));
    }
}
