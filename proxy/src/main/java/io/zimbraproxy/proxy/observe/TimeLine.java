package io.zimbraproxy.proxy.observe;

import java.util.Arrays;

/**
 * The steps of one session, with the time of each since the start. Not safe for concurrent use.
 */
public final class TimeLine {
    /** Bounds the steps, because a client can repeat some of them. */
    private static final int MAX_STEPS = 16;

    private static final int USUAL_STEPS = 6;
    private static final long NANOS_PER_TENTH = 100_000;

    private final long start = System.nanoTime();
    private String[] names = new String[USUAL_STEPS];
    private long[] nanos = new long[USUAL_STEPS];
    private int count;

    /** Adds a step with the current time. */
    public void mark(String step) {
        if (count == MAX_STEPS) {
            return;
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, MAX_STEPS);
            nanos = Arrays.copyOf(nanos, MAX_STEPS);
        }
        names[count] = step;
        nanos[count++] = System.nanoTime() - start;
    }

    /** Returns the nanoseconds since the start. */
    public long elapsedNanos() {
        return System.nanoTime() - start;
    }

    /** Returns for example {@code tls=3.1 route=4.0 connect=5.2}, in milliseconds since the start. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(count * 16);
        for (int step = 0; step < count; step++) {
            if (step > 0) {
                text.append(' ');
            }
            // Every session logs this text. String.format would cost more than the rest of its log line.
            long tenths = (nanos[step] + NANOS_PER_TENTH / 2) / NANOS_PER_TENTH;
            text.append(names[step]).append('=').append(tenths / 10).append('.').append(tenths % 10);
        }
        return text.toString();
    }
}
