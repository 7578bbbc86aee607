package io.zimbraproxy.proxy.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A time limit with a timer of its own, cheap to move: a later deadline costs one comparison. The timer is set anew only if it fires before the deadline, or if the deadline moves to a time before the timer would fire. Time limits of many connections share a
 * {@link LoopClock}.
 *
 * <p>Times are {@link System#nanoTime} nanoseconds. All methods must be called on the event loop.
 */
public final class Deadline {
    private static final Logger LOG = Logger.getLogger(Deadline.class);

    private final EventLoop loop;
    private final Runnable late;
    private long deadline;
    private long timerEnd;
    private ScheduledFuture<?> timer;
    private boolean over;

    /** Starts the timer. {@code late} runs once when the deadline has passed, unless {@link #stop} is called before. */
    public Deadline(EventLoop loop, long deadline, Runnable late) {
        this(loop, deadline, deadline, late);
    }

    /**
     * Does the same where nearer deadlines are expected: the timer fires first at {@code firstCheck}, so they need no
     * new timer.
     */
    public Deadline(EventLoop loop, long deadline, long firstCheck, Runnable late) {
        this.loop = loop;
        this.late = late;
        this.deadline = deadline;
        timerEnd = firstCheck;
        timer = timer(System.nanoTime());
    }

    /** Replaces the deadline. Does nothing once the deadline has passed or was stopped. */
    public void moveTo(long nanoTime) {
        deadline = nanoTime;
        if (!over && deadline - timerEnd < 0) {
            timer.cancel(false);
            timerEnd = deadline;
            timer = timer(System.nanoTime());
        }
    }

    /** Ends the time limit: {@code late} does not run any more. */
    public void stop() {
        over = true;
        timer.cancel(false);
    }

    private ScheduledFuture<?> timer(long now) {
        return loop.schedule(this::check, timerEnd - now, TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (over) {
            return;
        }
        long now = System.nanoTime();
        if (now - deadline < 0) {
            timerEnd = deadline;
            timer = timer(now);
            return;
        }
        over = true;
        try {
            late.run();
        } catch (Throwable thrown) {
            // Netty would keep it in the timer's future, where nothing reads it.
            LOG.error("an error occurred while the time limit of a connection was handled", thrown);
        }
    }
}
