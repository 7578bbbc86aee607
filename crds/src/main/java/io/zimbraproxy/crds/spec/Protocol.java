package io.zimbraproxy.crds.spec;

/** Protocol of a listener. */
public enum Protocol {
    /** IMAP in clear text or with STARTTLS. */
    IMAP,
    /** IMAP over TLS. */
    IMAPS,
    /** POP3 in clear text or with STLS. */
    POP3,
    /** POP3 over TLS. */
    POP3S,
    /** HTTP in clear text. */
    HTTP,
    /** HTTP over TLS. */
    HTTPS;

    /** Returns true if connections start with TLS. */
    public boolean tls() {
        return this == IMAPS || this == POP3S || this == HTTPS;
    }

    /** Returns true for IMAP and POP3, with or without TLS. */
    public boolean mail() {
        return this != HTTP && this != HTTPS;
    }
}
