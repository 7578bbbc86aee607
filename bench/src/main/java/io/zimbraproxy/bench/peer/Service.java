package io.zimbraproxy.bench.peer;

import java.util.Optional;

/** What a peer serves on a port of its own. */
public enum Service {
    IMAP(null),
    POP3(null),
    IMAPS_RSA(Names.RSA),
    IMAPS_ECDSA(Names.ECDSA),
    HTTP(null),
    HTTPS_RSA(Names.RSA),
    HTTPS_ECDSA(Names.ECDSA);

    private final String serverName;

    Service(String serverName) {
        this.serverName = serverName;
    }

    /** With TLS: the name by which the certificate is asked for. */
    public Optional<String> serverName() {
        return Optional.ofNullable(serverName);
    }

    /** Host names, one with a key of each kind. */
    static final class Names {
        static final String RSA = "mail.example.com";
        static final String ECDSA = "ecdsa.example.com";

        private Names() {}
    }
}
