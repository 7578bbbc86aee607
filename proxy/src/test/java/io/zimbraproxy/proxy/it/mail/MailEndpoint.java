package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.TestSite;

/** A way in for mail clients: a port, and what is done about TLS there. */
enum MailEndpoint {
    IMAP("imap", Security.NONE),
    IMAP_STARTTLS("imap", Security.UPGRADE),
    IMAPS("imaps", Security.TLS),
    POP3("pop3", Security.NONE),
    POP3_STLS("pop3", Security.UPGRADE),
    POP3S("pop3s", Security.TLS);

    /** When TLS begins: never, after a command in the clear, or at once. */
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

    /** The name of the listener in the test's manifest. */
    String listener() {
        return listener;
    }

    Security security() {
        return security;
    }

    /** {@code imap} or {@code pop3}. */
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
