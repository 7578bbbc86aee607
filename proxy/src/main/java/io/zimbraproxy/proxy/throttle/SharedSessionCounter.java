package io.zimbraproxy.proxy.throttle;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.zimbraproxy.proxy.cache.SharedCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What is open in all proxies with one shared cache: each writes its own number beside those of the others, and is counted by
 * them as long as it gives a sign of life. So nothing stays counted for ever when a proxy dies (docs/adr/0008).
 */
public final class SharedSessionCounter implements SessionCounter {
    /** How often a proxy gives a sign of life, and how long it is believed to live after one. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private static final Duration LIFE = HEARTBEAT.multipliedBy(3);

    /** Others are asked for so often whether they live. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SharedCache cache;
    private final String self = UUID.randomUUID().toString();
    private final LocalSessionCounter own = new LocalSessionCounter();
    private final LoadingCache<String, CompletionStage<Boolean>> alive =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(1000).build(this::ask);

    public SharedSessionCounter(SharedCache cache) {
        this.cache = cache;
        beat();
    }

    /** Gives a sign of life; to be called every {@link #HEARTBEAT}. */
    public void beat() {
        cache.put(heart(self), "1", LIFE);
    }

    private static String heart(String proxy) {
        return "proxy:" + proxy;
    }

    private CompletionStage<Boolean> ask(String proxy) {
        return cache.get(heart(proxy)).thenApply(sign -> sign.isPresent());
    }

    @Override
    public CompletionStage<Long> enter(String key) {
        return own.enter(key).thenCompose(mine -> cache.tally(key, self, () -> own.count(key))
                .thenCompose(this::living)
                .thenApply(others -> mine + others));
    }

    /** What other proxies have, without those that are gone. */
    private CompletionStage<Long> living(Map<String, Long> counts) {
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
        cache.tally(key, self, () -> own.count(key));
    }
}
