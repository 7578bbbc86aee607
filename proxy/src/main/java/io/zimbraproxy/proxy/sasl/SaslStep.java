package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/** The next step of a SASL exchange. */
public sealed interface SaslStep {
    /** See {@link Malformed}. */
    SaslStep MALFORMED = new Malformed();

    /** See {@link Aborted}. */
    SaslStep ABORTED = new Aborted();

    /** Send this message to the client, and wait for its response. */
    record Challenge(byte[] message) implements SaslStep {
        static final Challenge EMPTY = new Challenge(new byte[0]);

        /** Returns the challenge as a protocol line, which is the same in IMAP and POP3. */
        public String line() {
            return "+ " + new String(Base64.getEncoder().encode(message), StandardCharsets.US_ASCII) + "\r\n";
        }
    }

    /** The client has sent its credentials. They are checked already for GSSAPI only. */
    record Done(Credentials credentials) implements SaslStep {}

    /** The message is not base64, or does not have the syntax of the mechanism. */
    record Malformed() implements SaslStep {}

    /** The client has cancelled the exchange. */
    record Aborted() implements SaslStep {}

    /** The client has failed to prove its identity; {@code why} is for the log. */
    record Failed(String why) implements SaslStep {}

    /** Run this on a thread that may block, and continue with the step that it returns. */
    record Work(Supplier<SaslStep> work) implements SaslStep {}
}
