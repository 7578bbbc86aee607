package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.relay.Relay;
import io.zimbraproxy.proxy.sasl.BearerError;
import io.zimbraproxy.proxy.sasl.Credentials;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Applies the result of one login attempt to its session, the access log and the metrics. Only one result may be
 * applied.
 */
final class LoginResult {
    private final MailSession session;
    private final Credentials.Form form;
    private final long start = System.nanoTime();

    /** Starts now: waits before a refusal are measured from here. */
    LoginResult(MailSession session, Credentials.Form form) {
        this.session = session;
        this.form = form;
    }

    /**
     * The error challenge about a bearer token, in base64.
     *
     * @param own the proxy's challenge
     * @param upstream the mailbox server's challenge; null if it has sent none
     */
    record Challenge(String own, @Nullable String upstream) {}

    /**
     * Joins the client with the mailbox server. The client gets the server's reply. Bytes that the client sent after its
     * login command go to the server first; only then does the relay read from the client.
     */
    void loggedIn(Channel upstream, String upstreamHandler, ByteBuf reply) {
        session.record.timeLine().mark("login");
        count("ok");
        session.channel.write(reply);
        boolean clientSpoke = !session.input.isEmpty();
        if (clientSpoke) {
            upstream.writeAndFlush(session.input.buffer().retain());
        }
        session.input.drop();
        Relay relay = session.service
                .relays()
                .join(
                        session.channel,
                        MailSession.HANDLER,
                        upstream,
                        upstreamHandler,
                        session.service.idle().toNanos(),
                        session::relayed);
        if (clientSpoke) {
            relay.clientSent();
        }
        session.channel.flush();
        session.state().joined(session, relay);
    }

    /** Sends lines of the mailbox server to the client; the attempt continues. */
    void forward(byte[] lines) {
        session.channel.writeAndFlush(Unpooled.wrappedBuffer(lines), session.channel.voidPromise());
    }

    /** Refuses the login at once. */
    void refused(String reply, CloseCause cause, String why) {
        session.record.why(why);
        refused(reply, cause, Duration.ZERO, null);
    }

    /**
     * Refuses the credentials after a wait. A bearer token gets an error challenge first.
     *
     * @param upstreamChallenge the mailbox server's challenge, in base64; null if it has sent none
     */
    void credentialsRefused(String reply, CloseCause cause, Duration wait, @Nullable String upstreamChallenge) {
        String own = BearerError.challenge(form);
        refused(reply, cause, wait, own == null ? null : new Challenge(own, upstreamChallenge));
    }

    /** The wait runs from the start of the attempt, so it does not reveal how far the attempt came. */
    private void refused(String reply, CloseCause cause, Duration wait, @Nullable Challenge challenge) {
        count(cause.label());
        Duration left = wait.minusNanos(System.nanoTime() - start);
        Step.Close end = new Step.Close(reply + session.dialogue.farewell(), cause);
        session.refuse(end, left.isNegative() ? Duration.ZERO : left, challenge);
    }

    /**
     * Ends the session for a failure that is not the client's fault; {@code upstreamReply} is the mailbox server's, or
     * null.
     */
    void unavailable(CloseCause cause, String why, byte @Nullable [] upstreamReply) {
        session.record.why(why);
        count(cause.label());
        session.close(session.dialogue.unavailable(upstreamReply) + session.dialogue.farewell(), cause);
    }

    private void count(String outcome) {
        session.service.metrics().login(session.service.listener(), outcome, System.nanoTime() - start);
    }
}
