package io.zimbraproxy.proxy.tls;

import java.time.Duration;
import java.util.List;

/**
 * How TLS is spoken with clients, whatever the certificate.
 *
 * @param versions allowed, as {@code TLSv1.3}
 * @param ciphers suites by their standard names
 * @param curves groups for the key exchange, the preferred one first
 * @param handshake time for a handshake
 * @param tickets how sessions are resumed
 * @param ocspStapling whether certificates are shown with proof that they were not revoked
 */
public record TlsPolicy(
        List<String> versions,
        List<String> ciphers,
        List<String> curves,
        Duration handshake,
        TicketPolicy tickets,
        boolean ocspStapling) {
    /** The versions that the proxy speaks, the preferred one first. */
    public static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    /** A hybrid that quantum computers do not break, for clients that have it, and what everybody has. */
    public static final List<String> MODERN_CURVES = List.of("X25519MLKEM768", "X25519", "P-256", "P-384");

    public TlsPolicy {
        ciphers = ciphers.isEmpty() ? CipherSuites.MODERN : List.copyOf(ciphers);
        curves = curves.isEmpty() ? MODERN_CURVES : List.copyOf(curves);
    }

    /** True when staples are wanted, and the engine can show them. */
    public boolean staples() {
        return ocspStapling && TlsEngine.chosen().staples();
    }
}
