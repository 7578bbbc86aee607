package io.zimbraproxy.proxy.wiring;

import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.session.MailSession;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a session's turn to go, and then for a moment in which that disturbs nobody. On the session's event loop. */
final class WindDown {
    private static final long LOOK_NANOS = 500_000_000L;
    private static final long SURE_NANOS = 50_000_000L;

    private final EventLoop loop;
    private final long turn;

    WindDown(EventLoop loop, Duration turn) {
        this.loop = loop;
        this.turn = System.nanoTime() + turn.toNanos();
    }

    void begin(MailSession session) {
        later(() -> look(session), Math.max(0, turn - System.nanoTime()));
    }

    private void look(MailSession session) {
        if (session.quiet()) {
            later(() -> lookAgain(session), SURE_NANOS);
        } else {
            later(() -> look(session), LOOK_NANOS);
        }
    }

    /** In a process that stood still, silence means nothing: what the client has said meanwhile is read between two looks. */
    private void lookAgain(MailSession session) {
        if (!session.endIfQuiet()) {
            later(() -> look(session), LOOK_NANOS);
        }
    }

    private void later(Runnable next, long nanos) {
        loop.schedule(next, nanos, TimeUnit.NANOSECONDS);
    }
}
