package io.zimbraproxy.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** How far a load has come. Written by the load's loop; counts and the fault may be read from anywhere. */
public final class Progress {
    private static final long HIGHEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final AtomicLong units = new AtomicLong();
    private final AtomicLong standing = new AtomicLong();
    private final Histogram times = new Histogram(HIGHEST, DIGITS);
    private volatile String fault;

    /** So much is done, and took from then ({@link System#nanoTime}) till now. */
    void done(long count, long begun) {
        units.lazySet(units.get() + count);
        times.recordValue(Math.min(HIGHEST, System.nanoTime() - begun));
    }

    /** So much is done; how long it took says nothing. */
    void done(long count) {
        units.lazySet(units.get() + count);
    }

    /** One connection more has got where it stays. */
    void stands() {
        standing.lazySet(standing.get() + 1);
    }

    /** What was not as it must be; the first is kept. */
    void fail(String what) {
        if (fault == null) {
            fault = what;
        }
    }

    public long units() {
        return units.get();
    }

    public long standing() {
        return standing.get();
    }

    /** Null while all is well. */
    public String fault() {
        return fault;
    }

    /** Begins to count times anew; on the load's loop. */
    void forgetTimes() {
        times.reset();
    }

    /** Milliseconds that so many percent stayed below; on the load's loop. */
    double millisAt(double percentile) {
        return times.getTotalCount() == 0
                ? Double.NaN
                : times.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
