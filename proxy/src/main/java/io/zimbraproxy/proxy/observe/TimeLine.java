package io.zimbraproxy.proxy.observe;

import java.util.Arrays;

/**
 * The steps of one session with the time each was reached, in milliseconds since the first. Monotonic; not for use by
 * several threads at once.
 */
public final class TimeLine {
    /** A session has a handful of steps; a client that repeats one of them must not make this grow. */
    private static final int MAX_STEPS = 16;

    private static final int USUAL_STEPS = 6;
    private static final long TENTH_OF_A_MILLI = 100_000;

    private final long start = System.nanoTime();
    private String[] names = new String[USUAL_STEPS];
    private long[] nanos = new long[USUAL_STEPS];
    private int count;

    /** Notes that a step was reached now. */
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

    /** Nanoseconds since the session began. */
    public long elapsedNanos() {
        return System.nanoTime() - start;
    }

    /** For example {@code tls=3.1 lookup=4.0 connect=5.2}; milliseconds since the start. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(count * 16);
        for (int step = 0; step < count; step++) {
            if (step > 0) {
                text.append(' ');
            }
            // Every session writes this: a format would cost more than all the rest of its line.
            long tenths = (nanos[step] + TENTH_OF_A_MILLI / 2) / TENTH_OF_A_MILLI;
            text.append(names[step]).append('=').append(tenths / 10).append('.').append(tenths % 10);
        }
        return text.toString();
    }
}
