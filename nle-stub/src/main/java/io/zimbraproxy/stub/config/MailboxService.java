package io.zimbraproxy.stub.config;

import java.util.Locale;

/** The services of a mailbox server, each with a port of its own. */
public enum MailboxService {
    IMAP,
    IMAPS,
    POP3,
    POP3S,
    HTTP,
    HTTPS;

    /** Returns the name in configuration files and targets: {@code imaps}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the target of this service: {@code mailbox-1/imaps}. */
    public String target(String mailbox) {
        return mailbox + "/" + wireName();
    }
}
