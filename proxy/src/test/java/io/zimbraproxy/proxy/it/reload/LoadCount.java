package io.zimbraproxy.proxy.it.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What became of the things that a load does. Safe for all threads. */
final class LoadCount {
    private static final long PATIENCE_SECONDS = 60;

    private final List<String> failures = new ArrayList<>();
    private long done;
    private long bytes;

    /** One more was as it must be, with so many bytes that were compared. */
    synchronized void done(long compared) {
        done++;
        bytes += compared;
        notifyAll();
    }

    synchronized void failed(String what) {
        failures.add(what);
        notifyAll();
    }

    /** The same with the fault and what is behind it. */
    void failed(String what, Throwable fault) {
        StringBuilder text = new StringBuilder(what);
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            text.append(": ").append(cause);
        }
        failed(text.toString());
    }

    /** Waits until so many more are done, or have failed. */
    synchronized void awaitMore(int count) throws InterruptedException {
        long wanted = done + failures.size() + count;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (done + failures.size() < wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("nothing comes through any more");
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
