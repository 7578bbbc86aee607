package io.zimbraproxy.proxy.upstream.login;

import io.netty.buffer.ByteBuf;

/** A login at a mailbox server, from its greeting to its answer. One per connection; pure. */
public interface UpstreamLogin {
    /**
     * Consumes the server's next answer from {@code in}. Called again until it answers
     * {@link LoginStep#NEED_MORE} or the login has ended.
     */
    LoginStep next(ByteBuf in);

    /** TLS that this login has asked for is up. */
    LoginStep tlsStarted();

    /** True once the server has greeted as it should. */
    boolean greeted();
}
