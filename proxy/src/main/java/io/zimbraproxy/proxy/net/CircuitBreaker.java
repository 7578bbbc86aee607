package io.zimbraproxy.proxy.net;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps requests away from a server for a while after it failed, then lets one caller try it again. Safe for all threads; never
 * blocks.
 */
public final class CircuitBreaker {
    private static final long CLOSED = Long.MIN_VALUE;

    private final long retryNanos;
    /** The {@link System#nanoTime} of the next trial, or {@link #CLOSED}. */
    private final AtomicLong openUntil = new AtomicLong(CLOSED);

    /** Creates a closed circuit breaker that stays open for {@code retryNanos} after each failure. */
    public CircuitBreaker(long retryNanos) {
        this.retryNanos = retryNanos;
    }

    /** Returns whether the caller may use the server: the breaker is closed, or a trial is due and this caller makes it. */
    public boolean mayTry() {
        long until = openUntil.get();
        if (until == CLOSED) {
            return true;
        }
        long now = System.nanoTime();
        return now - until >= 0 && openUntil.compareAndSet(until, now + retryNanos);
    }

    /** Returns whether the last use failed. */
    public boolean isOpen() {
        return openUntil.get() != CLOSED;
    }

    /** Closes the breaker after a success. Returns whether it was open. */
    public boolean succeeded() {
        return openUntil.getAndSet(CLOSED) != CLOSED;
    }

    /** Opens the breaker after a failure. Returns whether it was closed. */
    public boolean failed() {
        return openUntil.getAndSet(System.nanoTime() + retryNanos) == CLOSED;
    }
}
