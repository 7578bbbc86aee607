package io.zimbraproxy.proxy.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time a client may take before its login: so long for each complete command, and a bound on all of them together, so
 * that trickled bytes gain nothing. One timer, set anew only when it fires.
 */
final class LoginClock {
    /** A slow human at a terminal gets through a login in this many times the time for one command. */
    private static final int COMMANDS = 5;

    /** Between two commands of a client that is about to log in. */
    private static final long QUIET_NANOS = 2_000_000_000L;

    private final EventLoop loop;
    private final long idleNanos;
    private final Runnable late;
    private final long start = System.nanoTime();
    private long lastCommand = start;
    private ScheduledFuture<?> timer;

    LoginClock(EventLoop loop, Duration idle, Runnable late) {
        this.loop = loop;
        this.idleNanos = idle.toNanos();
        this.late = late;
        schedule(idleNanos);
    }

    /** The client has sent a complete command. */
    void command() {
        lastCommand = System.nanoTime();
    }

    /** True when the client has not said anything complete for a moment. */
    boolean quiet() {
        return System.nanoTime() - lastCommand > QUIET_NANOS;
    }

    void stop() {
        timer.cancel(false);
    }

    private void schedule(long nanos) {
        timer = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        long now = System.nanoTime();
        long left = Math.min(lastCommand + idleNanos - now, start + COMMANDS * idleNanos - now);
        if (left <= 0) {
            late.run();
        } else {
            schedule(left);
        }
    }
}
