package io.zimbraproxy.proxy.session;

import io.netty.util.concurrent.ScheduledFuture;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.relay.Relay;
import io.zimbraproxy.proxy.sasl.SaslStep;
import io.zimbraproxy.proxy.throttle.MailFamily;
import java.util.Optional;

/**
 * The states of a session. Each state holds its own data, and handles the events of the session.
 *
 * <pre>
 *   Accepted --start--> Admitting --admitted--> Talking
 *   Talking --STARTTLS--> StartingTls --handshake--> Talking
 *   Talking --SASL message--> Working --> Talking
 *   Talking --login--> LoggingIn --OK--> Relaying --> Ended
 *                          \--refused--> Refusing --> Ended      (each state may also go to Ended)
 *                                            \--token--> Talking  (one line, then Ended)
 * </pre>
 *
 * <p>Only {@link Talking} consumes bytes of the client; bytes that come in later wait for the relay.
 */
sealed interface SessionState
        permits SessionState.Accepted,
                SessionState.Admitting,
                Talking,
                SessionState.Working,
                SessionState.StartingTls,
                SessionState.LoggingIn,
                SessionState.Refusing,
                SessionState.Relaying,
                SessionState.Ended {
    /** Handles the decision about the client's address: its end if it is refused. */
    default void admitted(MailSession session, Optional<Step.Close> refusal) {}

    /** Handles bytes that were added to the session's input. */
    default void received(MailSession session) {
        if (session.input.isFull()) {
            // More bytes wait in the client's socket.
            session.channel.config().setAutoRead(false);
        }
    }

    /** Runs the next command if it is complete; returns true if another one may follow. */
    default boolean runCommand(MailSession session) {
        return false;
    }

    /** Handles that no command is complete. */
    default void awaitCommand(MailSession session) {}

    /** Handles the result of work on another thread. */
    default void worked(MailSession session, Step.Work work, SaslStep result) {}

    /** Handles the end of a TLS handshake with the client. */
    default void handshakeDone(MailSession session, boolean success) {}

    /** Handles the join of client and mailbox server. */
    default void joined(MailSession session, Relay relay) {}

    /** Handles the client's end of stream. */
    default void clientEnded(MailSession session) {}

    /** Ends the session because the process stops. */
    default void shutDown(MailSession session) {
        session.close(session.dialogue.farewell(), CloseCause.SHUTDOWN);
    }

    /** See {@link MailSession#quiet}. */
    default boolean quiet(MailSession session) {
        return false;
    }

    /** Returns true if the mailbox server's last byte to the client was the end of a line. */
    default boolean atLineEnd() {
        return false;
    }

    /** Returns false between the consent to TLS and the end of the handshake, when a reply would be plaintext. */
    default boolean mayReply() {
        return true;
    }

    /** Returns the cause if the client's connection fails. */
    default CloseCause failure() {
        return CloseCause.CLIENT_ERROR;
    }

    /** Returns true if the session is over. */
    default boolean over() {
        return false;
    }

    /** Releases the data of this state at the end of the session. */
    default void release() {}

    /** The channel is accepted; the session is not started. */
    record Accepted() implements SessionState {}

    /** The limits for the client's address are checked; nothing was sent yet. */
    record Admitting(LoginClock clock) implements SessionState {
        @Override
        public void admitted(MailSession session, Optional<Step.Close> refusal) {
            Step.Reply greeting = new Step.Reply(session.dialogue.greeting());
            Talking.resume(session, clock, refusal.<Step>map(end -> end).orElse(greeting));
        }

        @Override
        public void release() {
            clock.stop();
        }
    }

    /** Another thread checks a SASL message. */
    record Working(LoginClock clock) implements SessionState {
        @Override
        public void worked(MailSession session, Step.Work work, SaslStep result) {
            Talking.resume(session, clock, work.next().apply(result));
        }

        @Override
        public void release() {
            clock.stop();
        }
    }

    /** The proxy has agreed to TLS, and the handshake is not done. A plaintext byte ends the session. */
    record StartingTls(LoginClock clock) implements SessionState {
        @Override
        public void received(MailSession session) {
            session.close("", CloseCause.PLAINTEXT_AFTER_STARTTLS);
        }

        @Override
        public void clientEnded(MailSession session) {
            session.end(CloseCause.CLIENT_CLOSED);
        }

        @Override
        public void handshakeDone(MailSession session, boolean success) {
            if (!success) {
                session.end(CloseCause.TLS_FAILED);
                return;
            }
            session.record.encrypted(session.channel);
            session.dialogue.tlsStarted();
            clock.command();
            session.enter(new Talking(clock));
        }

        @Override
        public boolean mayReply() {
            return false;
        }

        @Override
        public CloseCause failure() {
            return CloseCause.TLS_FAILED;
        }

        @Override
        public void release() {
            clock.stop();
        }
    }

    /** The route is looked up, then the mailbox server gets the login. */
    record LoggingIn(LoginAttempt attempt) implements SessionState {
        @Override
        public void joined(MailSession session, Relay relay) {
            session.enter(new Relaying(relay));
            if (session.clientEnded()) {
                relay.clientEnded();
            }
        }

        @Override
        public void release() {
            attempt.cancel();
        }
    }

    /** The client gets its reply after a wait, which slows down the guessing of passwords. */
    record Refusing(ScheduledFuture<?> timer) implements SessionState {
        @Override
        public void release() {
            timer.cancel(false);
        }
    }

    /** The relay moves bytes between client and mailbox server. */
    record Relaying(Relay relay) implements SessionState {
        @Override
        public void shutDown(MailSession session) {
            relay.finish(CloseCause.SHUTDOWN);
        }

        @Override
        public boolean quiet(MailSession session) {
            return session.service.family() == MailFamily.IMAP && relay.quiet() && session.output.isFlushed();
        }

        @Override
        public boolean atLineEnd() {
            return relay.atLineEnd();
        }
    }

    /** The session is over. */
    record Ended() implements SessionState {
        @Override
        public void shutDown(MailSession session) {}

        @Override
        public boolean quiet(MailSession session) {
            return true;
        }

        @Override
        public boolean over() {
            return true;
        }
    }
}
