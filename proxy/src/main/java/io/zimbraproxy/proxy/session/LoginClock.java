package io.zimbraproxy.proxy.session;

import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.net.Deadline;
import java.time.Duration;

/**
 * The time a client may take before its login: a limit for each complete command, and a limit for all commands
 * together, so a client gains nothing by sending bytes slowly.
 */
final class LoginClock {
    /** The limit for all commands, in limits for one command. A person who types a login at a terminal needs less. */
    private static final int COMMANDS = 5;

    /** Silence after which the client is taken to be between two commands. */
    private static final long QUIET_NANOS = 2_000_000_000L;

    private final long idleNanos;
    private final long end;
    private final Deadline deadline;
    private long lastCommand = System.nanoTime();

    /** Starts now; {@code late} runs once when a limit is reached. */
    LoginClock(EventLoop loop, Duration idle, Runnable late) {
        idleNanos = idle.toNanos();
        end = lastCommand + COMMANDS * idleNanos;
        deadline = new Deadline(loop, lastCommand + idleNanos, late);
    }

    /** Records that the client has sent a complete command. */
    void command() {
        lastCommand = System.nanoTime();
        long next = lastCommand + idleNanos;
        deadline.moveTo(next - end < 0 ? next : end);
    }

    /** Returns true if the client has not sent a complete command for a moment. */
    boolean quiet() {
        return System.nanoTime() - lastCommand > QUIET_NANOS;
    }

    void stop() {
        deadline.stop();
    }
}
