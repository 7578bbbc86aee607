package io.zimbraproxy.proxy.throttle;

import io.zimbraproxy.proxy.cache.SharedCache;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Counters in the shared cache. All proxies count together, including Zimbra's nginx. */
public final class SharedCounters implements Counters {
    private static final int MAX_DIGITS = 18;

    private final SharedCache cache;

    public SharedCounters(SharedCache cache) {
        this.cache = cache;
    }

    @Override
    public CompletionStage<Long> add(String key, Duration window) {
        return cache.increment(key, window).thenApply(count -> count.orElse(0L));
    }

    @Override
    public CompletionStage<Long> read(String key) {
        return cache.get(key).thenApply(text -> text.map(SharedCounters::number).orElse(0L));
    }

    /** Returns 0 if the text is not a number. */
    private static long number(String text) {
        String digits = text.strip();
        return digits.matches("[0-9]{1," + MAX_DIGITS + "}") ? Long.parseLong(digits) : 0;
    }
}
