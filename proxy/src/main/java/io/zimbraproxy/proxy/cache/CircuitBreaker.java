package io.zimbraproxy.proxy.cache;

import java.util.concurrent.atomic.AtomicLong;

/** Keeps callers away from something that failed, for a while; then lets one of them try. Safe for all threads. */
final class CircuitBreaker {
    private static final long CLOSED = Long.MIN_VALUE;

    private final long retryNanos;
    private final AtomicLong openUntil = new AtomicLong(CLOSED);

    CircuitBreaker(long retryNanos) {
        this.retryNanos = retryNanos;
    }

    /** True when it may be used: it was well last time, or it is time to try and this caller is the one. */
    boolean mayTry() {
        long until = openUntil.get();
        if (until == CLOSED) {
            return true;
        }
        long now = System.nanoTime();
        return now - until >= 0 && openUntil.compareAndSet(until, now + retryNanos);
    }

    /** True when it failed last time. */
    boolean isOpen() {
        return openUntil.get() != CLOSED;
    }

    /** It works; true when that is news. */
    boolean succeeded() {
        return openUntil.getAndSet(CLOSED) != CLOSED;
    }

    /** It does not; true when that is news. */
    boolean failed() {
        return openUntil.getAndSet(System.nanoTime() + retryNanos) == CLOSED;
    }
}
