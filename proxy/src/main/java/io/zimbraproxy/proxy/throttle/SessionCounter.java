package io.zimbraproxy.proxy.throttle;

import java.util.concurrent.CompletionStage;

/** Counts open sessions over all proxies. Safe for all threads; never blocks. */
public interface SessionCounter {
    /**
     * Counts one more session. Returns the number of open sessions, including this one. The stage never fails: unknown sessions are not
     * counted, so that a failed cache refuses no client.
     */
    CompletionStage<Long> enter(String key);

    /** Counts one session less. */
    void leave(String key);
}
