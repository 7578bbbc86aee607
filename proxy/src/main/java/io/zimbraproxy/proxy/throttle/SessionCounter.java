package io.zimbraproxy.proxy.throttle;

import java.util.concurrent.CompletionStage;

/** Counts what is open now, over all proxies. Safe for all threads; never blocks. */
public interface SessionCounter {
    /**
     * Counts one more; the stage has the number that are open, itself included. It never fails: what is not known is not
     * counted, so that a fault locks nobody out.
     */
    CompletionStage<Long> enter(String key);

    /** Counts one less. */
    void leave(String key);
}
