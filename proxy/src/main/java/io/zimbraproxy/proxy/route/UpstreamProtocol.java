package io.zimbraproxy.proxy.route;

import java.util.Locale;

/** How a mailbox server is spoken to; the names are those of the lookup protocol (facts, section 2.2). */
public enum UpstreamProtocol {
    IMAP,
    IMAPSSL,
    POP3,
    POP3SSL,
    HTTP,
    HTTPSSL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }
}
