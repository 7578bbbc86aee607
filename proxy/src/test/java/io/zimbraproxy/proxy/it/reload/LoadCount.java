package io.zimbraproxy.proxy.it.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Counts the successes and failures of a load. Thread-safe. */
final class LoadCount {
    private static final long PATIENCE_SECONDS = 60;

    private final List<String> failures = new ArrayList<>();
    private long done;
    private long bytes;

    /** Counts a success, with the number of bytes that were compared. */
    synchronized void done(long compared) {
        done++;
        bytes += compared;
        notifyAll();
    }

    /** Adds a failure. */
    synchronized void failed(String what) {
        failures.add(what);
        notifyAll();
    }

    /** Adds a failure with an exception and its causes. */
    void failed(String what, Throwable fault) {
        StringBuilder text = new StringBuilder(what);
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            text.append(": ").append(cause);
        }
        failed(text.toString());
    }

    /** Waits until {@code count} more have succeeded or failed. */
    synchronized void awaitMore(int count) throws InterruptedException {
        long wanted = done + failures.size() + count;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (done + failures.size() < wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no success and no failure for " + PATIENCE_SECONDS + " s");
            }
            wait(left);
        }
    }

    synchronized long done() {
        return done;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
