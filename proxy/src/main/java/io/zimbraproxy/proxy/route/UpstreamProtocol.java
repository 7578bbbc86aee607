package io.zimbraproxy.proxy.route;

import java.util.Locale;

/** Protocols of connections to mailbox servers. The names are those of the lookup protocol. */
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
