package io.zimbraproxy.proxy.upstream;

import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.net.Deadline;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The time limits of one login at a mailbox server: one for the login as a whole, and one for its current step. Runs on
 * the event loop.
 */
final class LoginDeadline {
    private static final String WHOLE = "no reply to the login in time";

    private final long wholeEnd;
    private final Deadline deadline;
    private String why = WHOLE;

    /** Starts the time limits. {@code late} is called at most once, with a log text that names the missing reply. */
    LoginDeadline(EventLoop loop, LoginTimes times, Consumer<String> late) {
        long now = System.nanoTime();
        wholeEnd = now + times.total().toNanos();
        // Each later step ends after this time.
        long firstCheck = now
                + Math.min(
                        times.total().toNanos(),
                        Math.min(times.greeting().toNanos(), times.login().toNanos()));
        deadline = new Deadline(loop, wholeEnd, firstCheck, () -> late.accept(why));
    }

    /** Begins the next step, which may take {@code time}; {@code late} gets {@code stepWhy} if it takes longer. */
    void step(Duration time, String stepWhy) {
        long stepEnd = System.nanoTime() + time.toNanos();
        boolean whole = wholeEnd - stepEnd <= 0;
        why = whole ? WHOLE : stepWhy;
        deadline.moveTo(whole ? wholeEnd : stepEnd);
    }

    void stop() {
        deadline.stop();
    }
}
