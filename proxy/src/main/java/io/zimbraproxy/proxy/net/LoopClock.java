package io.zimbraproxy.proxy.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of many connections of one event loop. One periodic timer compares all deadlines with the time, so a
 * connection needs no timer of its own. A limit that a single connection has only for a while is a {@link Deadline}.
 *
 * <p>All methods must be called on the event loop.
 */
public final class LoopClock {
    /** The deadline of a connection that waits for nothing. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final Logger LOG = Logger.getLogger(LoopClock.class);

    /** A connection with a time limit. */
    public interface Timed {
        /** Returns when the limit is reached, in {@link System#nanoTime} nanoseconds, or {@link #NEVER}. */
        long deadline();

        /** Handles a deadline that has passed. Called at each beat until the deadline changes. */
        void late();
    }

    private final EventLoop loop;
    private final long beatNanos;
    private final Set<Timed> all = new LinkedHashSet<>();
    private @Nullable ScheduledFuture<?> timer;

    /** Creates a clock that compares the deadlines once per {@code beat}. */
    public LoopClock(EventLoop loop, Duration beat) {
        this.loop = loop;
        beatNanos = beat.toNanos();
    }

    /** Checks the deadline of {@code timed} from now on. */
    public void add(Timed timed) {
        all.add(timed);
        if (timer == null) {
            timer = loop.scheduleAtFixedRate(this::beat, beatNanos, beatNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Stops checking the deadline of {@code timed}. */
    public void remove(Timed timed) {
        all.remove(timed);
    }

    /** Must not throw: an exception would end the periodic timer, and with it the time limits of all connections. */
    private void beat() {
        if (all.isEmpty()) {
            stop();
            return;
        }
        Throwable fault = null;
        List<Timed> late = null;
        long now = System.nanoTime();
        for (Timed timed : all) {
            try {
                long deadline = timed.deadline();
                if (deadline != NEVER && now - deadline >= 0) {
                    late = late == null ? new ArrayList<>() : late;
                    late.add(timed);
                }
            } catch (Throwable thrown) {
                fault = thrown;
            }
        }
        // A connection that ends takes itself, and may take others, out of the set.
        for (Timed timed : late == null ? List.<Timed>of() : late) {
            try {
                timed.late();
            } catch (Throwable thrown) {
                fault = thrown;
            }
        }
        if (fault != null) {
            LOG.error(
                    "an error occurred while the time limit of a connection was handled; the other connections are not affected",
                    fault);
        }
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
