package io.zimbraproxy.proxy.upstream.login;

import org.jspecify.annotations.Nullable;

/** The next action of the caller of an {@link UpstreamLogin}. */
public sealed interface LoginStep {
    /** More bytes of the server are needed. */
    LoginStep NEED_MORE = new NeedMore();

    /** See {@link #NEED_MORE}. */
    record NeedMore() implements LoginStep {}

    /** Send these bytes to the mailbox server. They hold credentials, so they must not be logged. */
    record Send(byte[] bytes) implements LoginStep {
        @Override
        public String toString() {
            return "Send[" + bytes.length + " bytes]";
        }
    }

    /** The login is accepted; {@code reply} is for the client. */
    record Done(byte[] reply) implements LoginStep {}

    /** The server agrees to TLS: start it, then call {@link UpstreamLogin#tlsStarted}. */
    record StartTls() implements LoginStep {}

    /** Forward these lines to the client at once. */
    record Forward(byte[] lines) implements LoginStep {}

    /** The server refuses the credentials. */
    record Rejected(Refusal refusal) implements LoginStep {}

    /**
     * The server does not follow the protocol, or ends the login.
     *
     * @param reason for the log, without bytes that came from a user
     * @param reply the line of the server that the client may get; null for none
     */
    record Broken(String reason, byte @Nullable [] reply) implements LoginStep {
        static final Broken LONG_LINE = new Broken("sent a line of more than " + ReplyLines.MAX_LINE + " bytes");

        Broken(String reason) {
            this(reason, null);
        }
    }
}
