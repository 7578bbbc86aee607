package io.zimbraproxy.crds.spec;

/** What is spoken on a public port. */
public enum Protocol {
    /** IMAP, in the clear or with STARTTLS. */
    IMAP,
    /** IMAP over TLS. */
    IMAPS,
    /** POP3, in the clear or with STLS. */
    POP3,
    /** POP3 over TLS. */
    POP3S,
    /** HTTP in the clear. */
    HTTP,
    /** HTTP over TLS. */
    HTTPS;

    /** True when the connection begins with TLS. */
    public boolean tls() {
        return this == IMAPS || this == POP3S || this == HTTPS;
    }

    /** True for IMAP and POP3. */
    public boolean mail() {
        return this != HTTP && this != HTTPS;
    }
}
