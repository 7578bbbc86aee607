package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.TestSite;

/** A port for mail clients, with or without TLS. */
enum MailEndpoint {
    IMAP("imap", Security.NONE),
    IMAP_STARTTLS("imap", Security.UPGRADE),
    IMAPS("imaps", Security.TLS),
    POP3("pop3", Security.NONE),
    POP3_STLS("pop3", Security.UPGRADE),
    POP3S("pop3s", Security.TLS);

    /** When TLS starts: never, after a command, or at once. */
    enum Security {
        NONE,
        UPGRADE,
        TLS
    }

    private final String listener;
    private final Security security;

    MailEndpoint(String listener, Security security) {
        this.listener = listener;
        this.security = security;
    }

    /** Returns the name of the listener in the manifest. */
    String listener() {
        return listener;
    }

    Security security() {
        return security;
    }

    /** Returns {@code imap} or {@code pop3}. */
    String protocol() {
        return listener.substring(0, 4);
    }

    boolean speaksImap() {
        return protocol().equals("imap");
    }

    int port(TestSite site) {
        return switch (listener) {
            case "imap" -> site.imap();
            case "imaps" -> site.imaps();
            case "pop3" -> site.pop3();
            default -> site.pop3s();
        };
    }
}
