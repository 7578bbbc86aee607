package io.zimbraproxy.proxy.upstream.login;

/** What a login wants done next. */
public sealed interface LoginStep {
    /** Nothing can be done before more bytes come. */
    LoginStep NEED_MORE = new NeedMore();

    /** See {@link #NEED_MORE}. */
    record NeedMore() implements LoginStep {}

    /** Send these bytes to the mailbox server. Holds credentials: never logged. */
    record Send(byte[] bytes) implements LoginStep {
        @Override
        public String toString() {
            return "Send[" + bytes.length + " bytes]";
        }
    }

    /** Logged in; these bytes are the server's answer for the client. */
    record Done(byte[] answer) implements LoginStep {}

    /** The server has agreed to TLS: start it, then ask {@link UpstreamLogin#tlsStarted}. */
    record StartTls() implements LoginStep {}

    /** The client should hear this at once. */
    record Say(byte[] words) implements LoginStep {}

    /** The server refused the credentials. */
    record Rejected(Refusal refusal) implements LoginStep {}

    /**
     * The server does not do as it should.
     *
     * @param what says so for the log, without bytes that came from a user
     * @param words of the server that the client may hear; null for none
     */
    record Broken(String what, byte[] words) implements LoginStep {
        Broken(String what) {
            this(what, null);
        }
    }
}
