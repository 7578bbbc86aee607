package io.zimbraproxy.proxy.http;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Notices when nothing has moved for too long. One timer, set anew only when it fires. */
final class Stall {
    private final Vertx vertx;
    private final Runnable late;
    private long nanos;
    private long lastProgress = System.nanoTime();
    private long timer = -1;
    private boolean over;

    /** {@code late} runs once, when nothing has moved for the time {@link #limit} gives. */
    Stall(Vertx vertx, Runnable late) {
        this.vertx = vertx;
        this.late = late;
    }

    /** Sets the time that may pass from now on. */
    void limit(Duration time) {
        nanos = time.toNanos();
        progress();
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        schedule(nanos);
    }

    void progress() {
        lastProgress = System.nanoTime();
    }

    /** Nothing is expected to move any more. */
    void stop() {
        over = true;
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }

    private void schedule(long delay) {
        if (!over) {
            timer = vertx.setTimer(Math.max(1, delay / 1_000_000), fired -> check());
        }
    }

    private void check() {
        long left = lastProgress + nanos - System.nanoTime();
        if (left > 0) {
            schedule(left);
        } else if (!over) {
            stop();
            late.run();
        }
    }
}
