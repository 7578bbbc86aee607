package io.zimbraproxy.proxy.throttle;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Counts events in time windows of a fixed length; the first event starts a window. Safe for all threads; never blocks. Stages never
 * fail: an unknown count is 0, so that a failed cache refuses no client.
 */
public interface Counters {
    /** Counts an event. Returns the number of events in this window, including this one. */
    CompletionStage<Long> add(String key, Duration window);

    /** Returns the number of events in this window. */
    CompletionStage<Long> read(String key);
}
