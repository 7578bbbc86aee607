package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.tls.PemPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** A port on which clients start TLS, at once or with a command. */
public enum TlsEndpoint {
    HTTPS,
    IMAPS,
    POP3S,
    IMAP_STARTTLS,
    POP3_STLS;

    /** The longest time from a change of a certificate file to the first handshake with the new certificate. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public int port(TestSite site) {
        return switch (this) {
            case HTTPS -> site.https();
            case IMAPS -> site.imaps();
            case POP3S -> site.pop3s();
            case IMAP_STARTTLS -> site.imap();
            case POP3_STLS -> site.pop3();
        };
    }

    /** Connects a client and completes the handshake. The certificate must be valid for the host. */
    public LineClient connect(TestSite site, String host) throws Exception {
        LineClient client = site.connect(port(site));
        try {
            String reply = "";
            if (this == IMAP_STARTTLS) {
                client.line();
                reply = client.ask("a STARTTLS");
            } else if (this == POP3_STLS) {
                client.line();
                reply = client.ask("STLS");
            }
            assertThat(reply).doesNotContain(" NO ").doesNotContain("BAD").doesNotContain("ERR");
            return client.startTls(host);
        } catch (Exception | Error failed) {
            client.close();
            throw failed;
        }
    }

    /** Returns the certificate that the proxy presents for the host. */
    public X509Certificate shown(TestSite site, String host) throws Exception {
        try (LineClient client = connect(site, host)) {
            return client.certificate();
        }
    }

    /** Repeats the handshake until the proxy presents this certificate, and returns the milliseconds it took. */
    public long awaitShown(TestSite site, String host, PemPair wanted) throws Exception {
        X509Certificate certificate = wanted.leaf();
        long begin = System.nanoTime();
        while (!shown(site, host).equals(certificate)) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError(this + " still shows another certificate for " + host + "\n"
                        + site.proxy().log());
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** Options of {@code openssl s_client} that start TLS with the command of the protocol. */
    public List<String> opensslOptions() {
        return switch (this) {
            case IMAP_STARTTLS -> List.of("-starttls", "imap");
            case POP3_STLS -> List.of("-starttls", "pop3");
            default -> List.of();
        };
    }

    /** A command after which the server closes the connection. */
    String logout(String host) {
        return switch (this) {
            case HTTPS -> "GET /status/200 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            case IMAPS, IMAP_STARTTLS -> "z LOGOUT\r\n";
            case POP3S, POP3_STLS -> "QUIT\r\n";
        };
    }
}
