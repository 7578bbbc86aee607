package io.zimbraproxy.proxy.wiring;

import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.session.MailSession;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a session's turn in a drain, and then for a moment at which the session is idle. Runs on the session's event loop. */
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

    /**
     * Ends the session if it is still idle. The second check is for a process that was suspended: it reads what the client has sent
     * meanwhile between the two checks.
     */
    private void lookAgain(MailSession session) {
        if (!session.endIfQuiet()) {
            later(() -> look(session), LOOK_NANOS);
        }
    }

    private void later(Runnable next, long nanos) {
        loop.schedule(next, nanos, TimeUnit.NANOSECONDS);
    }
}
