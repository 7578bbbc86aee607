package io.zimbraproxy.proxy.tls;

import java.time.Duration;
import java.util.List;

/**
 * The TLS settings for all clients and certificates.
 *
 * @param versions allowed versions, for example {@code TLSv1.3}
 * @param ciphers allowed cipher suites by their names in the IANA registry; empty for the default
 * @param curves groups for the key exchange, the preferred one first; empty for the default
 * @param handshake time limit of a handshake
 * @param tickets how sessions are resumed
 * @param ocspStapling whether to send OCSP responses in handshakes
 */
public record TlsPolicy(
        List<String> versions,
        List<String> ciphers,
        List<String> curves,
        Duration handshake,
        TicketPolicy tickets,
        boolean ocspStapling) {
    /** All versions that the proxy supports, the preferred one first. */
    public static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    /** Groups for the key exchange: a hybrid with ML-KEM, which resists quantum computers, and the common ones. */
    public static final List<String> MODERN_CURVES = List.of("X25519MLKEM768", "X25519", "P-256", "P-384");

    public TlsPolicy {
        ciphers = ciphers.isEmpty() ? CipherSuites.MODERN : List.copyOf(ciphers);
        curves = curves.isEmpty() ? MODERN_CURVES : List.copyOf(curves);
    }

    /** Returns whether OCSP stapling is on, and the TLS engine supports it. */
    public boolean staples() {
        return ocspStapling && TlsEngine.chosen().staples();
    }
}
