package io.zimbraproxy.proxy.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The steps of one session with the time each was reached, in milliseconds since the first. Monotonic; not for use by
 * several threads at once.
 */
public final class TimeLine {
    /** A session has a handful of steps; a client that repeats one of them must not make this grow. */
    private static final int MAX_STEPS = 16;

    private record Step(String name, long nanos) {}

    private final long start = System.nanoTime();
    private final List<Step> steps = new ArrayList<>(8);

    /** Notes that a step was reached now. */
    public void mark(String step) {
        if (steps.size() < MAX_STEPS) {
            steps.add(new Step(step, System.nanoTime() - start));
        }
    }

    /** Nanoseconds since the session began. */
    public long elapsedNanos() {
        return System.nanoTime() - start;
    }

    /** For example {@code tls=3.1 lookup=4.0 connect=5.2}; milliseconds since the start. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(steps.size() * 16);
        for (Step step : steps) {
            if (text.length() > 0) {
                text.append(' ');
            }
            text.append(step.name()).append('=').append(String.format(Locale.ROOT, "%.1f", step.nanos() / 1e6));
        }
        return text.toString();
    }
}
