package io.zimbraproxy.proxy.listener;

import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.session.MailSession;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a session's turn to go, and then for a moment in which that disturbs nobody. On the session's event loop. */
final class WindDown {
    private static final long LOOK_MILLIS = 500;

    private final EventLoop loop;
    private final long turn;

    WindDown(EventLoop loop, Duration turn) {
        this.loop = loop;
        this.turn = System.nanoTime() + turn.toNanos();
    }

    void begin(MailSession session) {
        later(session, Math.max(0, turn - System.nanoTime()));
    }

    private void later(MailSession session, long nanos) {
        loop.schedule(
                () -> {
                    if (!session.endIfQuiet()) {
                        later(session, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
                    }
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }
}
