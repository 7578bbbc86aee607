package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;

/**
 * What differs between the mail protocols before the login. One per session; pure: no socket, no clock, no log.
 *
 * <p>All texts are complete protocol lines with their CRLF, in US-ASCII.
 */
public interface Dialogue {
    /** What the server says first. */
    String greeting();

    /**
     * Consumes the next command, or a part of it, from {@code in}. Called again until it answers
     * {@link Step#NEED_MORE}; what it does not consume stays for later.
     */
    Step next(ByteBuf in);

    /** TLS is up: the client starts anew, with nothing kept of what was said in the clear. */
    void tlsStarted();

    /** Answer to a login that was refused, whatever the reason was: nobody learns whether the account exists. */
    String loginRefused();

    /**
     * Answer to a login that the mailbox server refused: its words where they tell the client something, else
     * {@link #loginRefused}.
     */
    String loginRefused(Refusal refusal);

    /**
     * Begins the answer to a bearer token that was refused: the client gets an error challenge and has to say one more line
     * before the end.
     *
     * @param own a challenge of ours, in base64
     * @param upstream that of the mailbox server; null when it has said none
     */
    Step challenge(String own, String upstream, Step.Close end);

    /** Answer to a login that failed for no fault of the client; {@code words} of the mailbox server, or null. */
    String unavailable(byte[] words);

    /** What a client hears that comes when no more are taken. */
    String busy();

    /** What a client hears whose address is over its limit; {@code message} is a line of US-ASCII. */
    String addressLimited(String message);

    /** Answer to a login of an account that is over its limit. */
    String accountLimited(String message);

    /** What the server says before it closes on its own account; empty when the protocol has no such line. */
    String farewell();

    /** The dialogue with the mailbox server for these credentials, which came from {@link #next}. */
    UpstreamLogin upstreamLogin(Credentials credentials, LoginPeer peer);
}
