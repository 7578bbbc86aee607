package io.zimbraproxy.stub.mail;

import java.util.Arrays;
import java.util.Optional;

/** The SASL mechanisms of a mailbox server. */
public enum MailboxMechanism {
    /** A user's password (RFC 4616). */
    PLAIN("PLAIN"),
    /** A message in the form of PLAIN, with an auth token in place of the password. */
    X_ZIMBRA("X-ZIMBRA");

    private final String saslName;

    MailboxMechanism(String saslName) {
        this.saslName = saslName;
    }

    /** Finds a mechanism by its SASL name; ignores case. */
    public static Optional<MailboxMechanism> of(String name) {
        return Arrays.stream(values())
                .filter(mechanism -> mechanism.saslName.equalsIgnoreCase(name))
                .findFirst();
    }

    public String saslName() {
        return saslName;
    }
}
