package io.zimbraproxy.proxy.wiring;

import io.vertx.core.Vertx;
import io.zimbraproxy.proxy.throttle.SharedSessionCounter;
import java.util.concurrent.TimeUnit;

/** What becomes of services that others took the place of: sessions that began with them may need them for a while. */
public final class RetiredServices {
    /** Longer than any login or request that has begun goes on asking. */
    private static final long GRACE_MINUTES = 10;

    private final Vertx vertx;

    public RetiredServices(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Ends what {@code next} does not have in common with {@code before}; no loop uses the latter for anything new. */
    public void retire(Services before, Services next) {
        if (before.checks() != next.checks()) {
            before.checks().stop();
        }
        if (!before.tls().equals(next.tls())) {
            before.tls().ifPresent(contexts -> contexts.release(next.tls().orElse(null)));
        }
        if (!before.shared().equals(next.shared())) {
            retireCache(before);
        }
    }

    /** A configuration that cannot be had after all: what was made for it goes at once. */
    public void undo(Services next, Services before) {
        next.tls()
                .ifPresent(contexts ->
                        contexts.release(before == null ? null : before.tls().orElse(null)));
        if (before != null && !before.shared().equals(next.shared())) {
            next.shared().ifPresent(cache -> cache.close());
        }
    }

    private void retireCache(Services before) {
        if (before.openSessions() instanceof SharedSessionCounter openSessions) {
            // Sessions that are counted there go on, maybe for days; others would stop to count them.
            vertx.setPeriodic(SharedSessionCounter.HEARTBEAT.toMillis(), timer -> openSessions.beat());
            return;
        }
        vertx.setTimer(
                TimeUnit.MINUTES.toMillis(GRACE_MINUTES),
                timer -> vertx.executeBlocking(() -> {
                    before.shared().ifPresent(cache -> cache.close());
                    return null;
                }));
    }
}
