package io.zimbraproxy.proxy.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the time-outs of all connections of one event loop: one timer for all of them, and a comparison for each at
 * every beat, instead of a timer set and cancelled for every request.
 */
public final class LoopClock {
    private static final long BEAT_MILLIS = 100;

    /** Somebody who must not wait for ever. */
    public interface Timed {
        /** When it is late, by {@link System#nanoTime}; empty time is {@link #NEVER}. */
        long deadline();

        /** It is late. */
        void late();
    }

    /** The deadline of who waits for nothing. */
    public static final long NEVER = Long.MIN_VALUE;

    private final EventLoop loop;
    private final Set<Timed> all = new LinkedHashSet<>();
    private ScheduledFuture<?> beat;

    public LoopClock(EventLoop loop) {
        this.loop = loop;
    }

    /** Watches it from now on. On the loop. */
    public void add(Timed timed) {
        all.add(timed);
        if (beat == null) {
            beat = loop.scheduleAtFixedRate(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Watches it no more. On the loop. */
    public void remove(Timed timed) {
        all.remove(timed);
    }

    private void beat() {
        if (all.isEmpty()) {
            beat.cancel(false);
            beat = null;
            return;
        }
        long now = System.nanoTime();
        List<Timed> late = null;
        for (Timed timed : all) {
            long deadline = timed.deadline();
            if (deadline != NEVER && now - deadline >= 0) {
                late = late == null ? new ArrayList<>() : late;
                late.add(timed);
            }
        }
        if (late != null) {
            late.forEach(Timed::late);
        }
    }
}
