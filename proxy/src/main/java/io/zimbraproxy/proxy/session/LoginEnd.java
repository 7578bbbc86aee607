package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.observe.CloseCause;
import java.time.Duration;

/** What comes of a {@link LoginAttempt}. */
interface LoginEnd {
    /** Logged in; see {@link io.zimbraproxy.proxy.upstream.MailLogin.LoginOutcome#loggedIn}. */
    void loggedIn(Channel upstream, String handler, ByteBuf answer);

    /** The client should hear this at once; the attempt goes on. */
    void said(byte[] words);

    /**
     * Refused: the client gets this answer after the wait.
     *
     * @param challenge what comes before the answer; null for nothing
     */
    void refused(String answer, CloseCause cause, Duration wait, Challenge challenge);

    /** Failed for no fault of the client. */
    void unavailable(String answer, CloseCause cause);

    /**
     * The error challenge about a bearer token, in base64.
     *
     * @param own ours
     * @param upstream that of the mailbox server; null when it has said none
     */
    record Challenge(String own, String upstream) {}
}
