package io.zimbraproxy.proxy.http.client;

import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.net.LoopClock;

/**
 * How long a client may take. The time for a head runs from its first byte to its last, so that trickled bytes gain nothing;
 * a body has to bring a kibibyte in each span, or its end.
 */
final class ClientPace {
    private static final int LEAST_BYTES = 1024;

    private static final long LAST_NANOS = 3_000_000_000L;

    private final long headNanos;
    private final long idleNanos;
    private final long bodyNanos;
    private long since = System.nanoTime();
    private long blockedSince = LoopClock.NEVER;
    private int bytes;

    ClientPace(Timeouts timeouts) {
        headNanos = timeouts.httpHeader().toNanos();
        idleNanos = timeouts.httpIdle().toNanos();
        bodyNanos = timeouts.httpSend().toNanos();
    }

    /** The first bytes of a request that is not the first one. */
    void headBegan() {
        since = System.nanoTime();
    }

    void bodyBytes(int count) {
        bytes += count;
        if (bytes >= LEAST_BYTES) {
            awaited();
        }
    }

    /** From now on the client has the turn: to send a body, or its next request. */
    void awaited() {
        bytes = 0;
        since = System.nanoTime();
    }

    /** Whether the client takes what it is sent. */
    void writable(boolean is) {
        blockedSince = is ? LoopClock.NEVER : System.nanoTime();
    }

    /** When a head must be there. {@code used}: there was a request before; {@code begun}: some of the head is there. */
    long headDeadline(boolean used, boolean begun) {
        if (blockedSince != LoopClock.NEVER) {
            return blockedSince + bodyNanos;
        }
        return since + (used && !begun ? idleNanos : headNanos);
    }

    /** The same on a connection that is about to end: it waits no longer than a request may be on its way. */
    long lastDeadline(boolean used, boolean begun) {
        long usual = headDeadline(used, begun);
        return used && !begun ? Math.min(usual, since + LAST_NANOS) : usual;
    }

    /** When more of a body must be there, or the client must have taken more. */
    long bodyDeadline(boolean awaited) {
        if (blockedSince != LoopClock.NEVER) {
            return blockedSince + bodyNanos;
        }
        return awaited ? since + bodyNanos : LoopClock.NEVER;
    }
}
