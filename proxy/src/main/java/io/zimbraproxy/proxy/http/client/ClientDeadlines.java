package io.zimbraproxy.proxy.http.client;

import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.net.LoopClock;

/**
 * The deadlines of one client. The time for a head runs from its first byte to its last, so that a client cannot extend it with
 * single bytes. In each period, the client must send 1 KiB of a body, or its end.
 */
final class ClientDeadlines {
    private static final int LEAST_BYTES = 1024;

    private static final long LAST_NANOS = 3_000_000_000L;

    private final long headNanos;
    private final long idleNanos;
    private final long bodyNanos;
    private long since = System.nanoTime();
    private long blockedSince = LoopClock.NEVER;
    private int bytes;

    ClientDeadlines(Timeouts timeouts) {
        headNanos = timeouts.httpHeader().toNanos();
        idleNanos = timeouts.httpIdle().toNanos();
        bodyNanos = timeouts.httpSend().toNanos();
    }

    /** Starts the time for a head, when the first bytes of a further request arrive. */
    void headBegan() {
        since = System.nanoTime();
    }

    /** Counts received bytes of a body. */
    void bodyBytes(int count) {
        bytes += count;
        if (bytes >= LEAST_BYTES) {
            awaited();
        }
    }

    /** Starts the time for the client to send a body or its next request. */
    void awaited() {
        bytes = 0;
        since = System.nanoTime();
    }

    /** Sets whether the client takes the bytes that it is sent. */
    void writable(boolean writable) {
        blockedSince = writable ? LoopClock.NEVER : System.nanoTime();
    }

    /**
     * Returns when a head must be complete.
     *
     * @param used whether the connection had a request before
     * @param begun whether a part of the head has arrived
     */
    long headDeadline(boolean used, boolean begun) {
        if (blockedSince != LoopClock.NEVER) {
            return blockedSince + bodyNanos;
        }
        return since + (used && !begun ? idleNanos : headNanos);
    }

    /** Returns the same for a connection that winds down: it waits only for a request that may be on its way. */
    long lastDeadline(boolean used, boolean begun) {
        long deadline = headDeadline(used, begun);
        return used && !begun ? Math.min(deadline, since + LAST_NANOS) : deadline;
    }

    /** Returns when more of a body must have arrived, or when the client must have taken more bytes. */
    long bodyDeadline(boolean awaited) {
        if (blockedSince != LoopClock.NEVER) {
            return blockedSince + bodyNanos;
        }
        return awaited ? since + bodyNanos : LoopClock.NEVER;
    }
}
