package io.zimbraproxy.proxy.wiring;

import io.vertx.core.Vertx;
import io.zimbraproxy.proxy.throttle.SharedSessionCounter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes services that a reload has replaced, once the sessions that began with them do not need them any more. */
public final class RetiredServices {
    /** Longer than any login or request uses the services that it began with. */
    private static final long GRACE_MINUTES = 10;

    private final Vertx vertx;

    public RetiredServices(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Closes what {@code before} does not share with {@code next}. No loop uses {@code before} for new sessions. */
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

    /** Closes at once what was created for {@code next}, because that configuration could not be applied. */
    public void undo(Services next, @Nullable Services before) {
        next.tls()
                .ifPresent(contexts ->
                        contexts.release(before == null ? null : before.tls().orElse(null)));
        if (before != null && !before.shared().equals(next.shared())) {
            next.shared().ifPresent(cache -> cache.close());
        }
    }

    private void retireCache(Services before) {
        if (before.openSessions() instanceof SharedSessionCounter openSessions) {
            // Sessions that are counted there may last for days. Without the heartbeat, other proxies would stop
            // counting them.
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
