package io.zimbraproxy.proxy.throttle;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Counts events in fixed windows of time, each begun by its first event. Safe for all threads; never blocks. Stages never
 * fail: a count that is not known is 0, so that a fault locks nobody out.
 */
public interface Counters {
    /** Counts one more; the stage has the number in this window, itself included. */
    CompletionStage<Long> add(String key, Duration window);

    /** The number in this window. */
    CompletionStage<Long> read(String key);
}
