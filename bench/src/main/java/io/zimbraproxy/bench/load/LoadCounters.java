package io.zimbraproxy.bench.load;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The counters of a load. The load's loop writes them; any thread may read the counts and the fault. */
public final class LoadCounters {
    private static final long HIGHEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final AtomicLong units = new AtomicLong();
    private final AtomicLong idle = new AtomicLong();
    private final Histogram times = new Histogram(HIGHEST, DIGITS);
    private volatile @Nullable String fault;

    /** Counts units, and records the time since {@code begun} ({@link System#nanoTime}). */
    void done(long count, long begun) {
        units.lazySet(units.get() + count);
        times.recordValue(Math.min(HIGHEST, System.nanoTime() - begun));
    }

    /** Counts units without recording a time. */
    void done(long count) {
        units.lazySet(units.get() + count);
    }

    /** Counts a session that is open and stays idle. */
    void idle() {
        idle.lazySet(idle.get() + 1);
    }

    /** Records a fault of the peer, as a predicate such as "refused the login". Only the first one is kept. */
    void fail(String what) {
        if (fault == null) {
            fault = what;
        }
    }

    public long units() {
        return units.get();
    }

    public long idleSessions() {
        return idle.get();
    }

    /** Returns the first fault; empty if there is none. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Discards the times measured so far. Call it on the load's loop. */
    void forgetTimes() {
        times.reset();
    }

    /** Returns the time at a percentile in milliseconds; NaN without any time. Call it on the load's loop. */
    double millisAt(double percentile) {
        return times.getTotalCount() == 0
                ? Double.NaN
                : times.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
