package io.zimbraproxy.proxy.upstream.login;

import io.netty.buffer.ByteBuf;

/** The login dialogue with a mailbox server, from its greeting to its reply to the login. One per connection; pure. */
public interface UpstreamLogin {
    /**
     * Consumes the server's next line from {@code in}, and says what to do. Called again until it returns {@link
     * LoginStep#NEED_MORE}, or the login is over.
     */
    LoginStep next(ByteBuf in);

    /** Continues after {@link LoginStep.StartTls}, once the connection is encrypted. */
    LoginStep tlsStarted();

    /** Returns true once the server has sent a valid greeting. */
    boolean greeted();
}
