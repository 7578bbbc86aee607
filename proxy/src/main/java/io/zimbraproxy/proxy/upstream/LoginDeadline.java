package io.zimbraproxy.proxy.upstream;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Bounds a login as a whole, and the step of it that is under way. One timer, set anew only when it fires: most logins are over long
 * before. On the event loop.
 */
final class LoginDeadline {
    private static final String WHOLE = "no answer to the login in time";

    private final EventLoop loop;
    private final Consumer<String> late;
    private final long wholeEnd;
    private long stepEnd;
    private String stepWhy = WHOLE;
    private long armedFor;
    private ScheduledFuture<?> timer;
    private boolean stopped;

    /** Begins now; {@code late} is told once what did not come in time. */
    LoginDeadline(EventLoop loop, LoginTimes times, Consumer<String> late) {
        this.loop = loop;
        this.late = late;
        long now = System.nanoTime();
        wholeEnd = now + times.total().toNanos();
        stepEnd = wholeEnd;
        // No step that is still to come ends before.
        arm(
                now,
                Math.min(
                        times.total().toNanos(),
                        Math.min(times.greeting().toNanos(), times.login().toNanos())));
    }

    /** Another step begins, which may take so long. */
    void step(Duration time, String why) {
        long now = System.nanoTime();
        stepEnd = now + time.toNanos();
        stepWhy = why;
        if (!stopped && stepEnd - armedFor < 0) {
            timer.cancel(false);
            arm(now, time.toNanos());
        }
    }

    void stop() {
        stopped = true;
        timer.cancel(false);
    }

    private void arm(long now, long nanos) {
        armedFor = now + nanos;
        timer = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        boolean whole = wholeEnd - stepEnd <= 0;
        long left = (whole ? wholeEnd : stepEnd) - now;
        if (left <= 0) {
            late.accept(whole ? WHOLE : stepWhy);
        } else {
            arm(now, left);
        }
    }
}
