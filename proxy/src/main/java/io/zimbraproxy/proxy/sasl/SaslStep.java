package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/** What a SASL exchange wants done next. */
public sealed interface SaslStep {
    /** See {@link Malformed}. */
    SaslStep MALFORMED = new Malformed();

    /** See {@link Aborted}. */
    SaslStep ABORTED = new Aborted();

    /** Send this message to the client, and wait for its next one. */
    record Challenge(byte[] message) implements SaslStep {
        static final Challenge EMPTY = new Challenge(new byte[0]);

        /** The line that carries it, the same in IMAP and POP3. */
        public String line() {
            return "+ " + new String(Base64.getEncoder().encode(message), StandardCharsets.US_ASCII) + "\r\n";
        }
    }

    /** The client has said who it is; nobody has checked it but for GSSAPI. */
    record Done(Credentials credentials) implements SaslStep {}

    /** The message was not base64, or not of the mechanism's form. */
    record Malformed() implements SaslStep {}

    /** The client has cancelled the exchange. */
    record Aborted() implements SaslStep {}

    /** The client is not who it says; {@code why} is for the log. */
    record Failed(String why) implements SaslStep {}

    /** Do this somewhere it may take its time, and go on with what it gives. */
    record Work(Supplier<SaslStep> work) implements SaslStep {}
}
