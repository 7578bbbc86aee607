package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import org.jspecify.annotations.Nullable;

/**
 * The part of a session before the login that differs between IMAP and POP3. One per session; pure: no socket, no
 * clock, no log.
 *
 * <p>All texts are complete protocol lines with CRLF, in US-ASCII.
 */
public interface Dialogue {
    /** Returns what the proxy sends first. */
    String greeting();

    /**
     * Consumes the next command, or a part of it, from {@code in}, and says what to do. Called again until it returns
     * {@link Step#NEED_MORE}. Bytes that are not consumed stay in the buffer.
     */
    Step next(ByteBuf in);

    /** Starts again after a TLS handshake: nothing that was said in plaintext is kept. */
    void tlsStarted();

    /**
     * Returns the reply to a refused login. It is the same for all reasons, so it does not reveal whether the account
     * exists.
     */
    String loginRefused();

    /** Returns the mailbox server's refusal if it tells the client something, else {@link #loginRefused}. */
    String loginRefused(Refusal refusal);

    /**
     * Begins the reply to a refused bearer token. The client gets an error challenge and must send one more line before
     * the end.
     *
     * @param own the proxy's challenge, in base64
     * @param upstream the mailbox server's challenge; null if it has sent none
     */
    Step challenge(String own, @Nullable String upstream, Step.Close end);

    /**
     * Returns the reply to a login that failed without the client's fault; {@code reply} is the mailbox server's, or
     * null.
     */
    String unavailable(byte @Nullable [] reply);

    /** Returns what a client gets if the proxy has too many sessions or connections. */
    String busy();

    /** Returns what a client gets whose address is over its limit; {@code message} is a line of US-ASCII. */
    String addressLimited(String message);

    /** Returns the reply to a login of an account that is over its limit; {@code message} is a line of US-ASCII. */
    String accountLimited(String message);

    /** Returns what the proxy sends before it closes a session by itself; empty if the protocol has no such line. */
    String farewell();

    /** Creates the login dialogue with the mailbox server for credentials that came from {@link #next}. */
    UpstreamLogin upstreamLogin(Credentials credentials, LoginPeer peer);
}
