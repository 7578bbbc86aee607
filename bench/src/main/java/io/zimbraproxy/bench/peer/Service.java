package io.zimbraproxy.bench.peer;

import java.util.Optional;

/** The services of a peer. */
public enum Service {
    IMAP(""),
    POP3(""),
    IMAPS_RSA(HostNames.RSA),
    IMAPS_ECDSA(HostNames.ECDSA),
    HTTP(""),
    HTTPS_RSA(HostNames.RSA),
    HTTPS_ECDSA(HostNames.ECDSA);

    private final String serverName;

    Service(String serverName) {
        this.serverName = serverName;
    }

    /** Returns the TLS server name (SNI) of the service; empty without TLS. */
    public Optional<String> serverName() {
        return serverName.isEmpty() ? Optional.empty() : Optional.of(serverName);
    }
}
