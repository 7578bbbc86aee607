package io.zimbraproxy.proxy.throttle;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the open sessions of this process. */
public final class LocalSessionCounter implements SessionCounter {
    private final Map<String, Long> open = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Long> enter(String key) {
        return CompletableFuture.completedFuture(open.merge(key, 1L, Long::sum));
    }

    @Override
    public void leave(String key) {
        open.computeIfPresent(key, (same, count) -> count > 1 ? count - 1 : null);
    }

    /** Returns the number of open sessions. */
    long count(String key) {
        return open.getOrDefault(key, 0L);
    }
}
