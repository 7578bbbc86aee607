package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.tls.PemPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** A kind of port at which clients see a certificate: at once, or behind a command. */
public enum TlsEndpoint {
    HTTPS,
    IMAPS,
    POP3S,
    IMAP_STARTTLS,
    POP3_STLS;

    /** How long a certificate may take from its file into handshakes. */
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

    /** A client behind the handshake, for which the certificate was good. */
    public LineClient connect(TestSite site, String host) throws Exception {
        LineClient client = site.connect(port(site));
        try {
            String ready = "";
            if (this == IMAP_STARTTLS) {
                client.line();
                ready = client.ask("a STARTTLS");
            } else if (this == POP3_STLS) {
                client.line();
                ready = client.ask("STLS");
            }
            assertThat(ready).doesNotContain(" NO ").doesNotContain("BAD").doesNotContain("ERR");
            return client.startTls(host);
        } catch (Exception | Error failed) {
            client.close();
            throw failed;
        }
    }

    public X509Certificate shown(TestSite site, String host) throws Exception {
        try (LineClient client = connect(site, host)) {
            return client.certificate();
        }
    }

    /** Shakes hands until this certificate is shown; returns after how many milliseconds it was. */
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

    /** What {@code openssl s_client} is told to get behind the command. */
    public List<String> opensslOptions() {
        return switch (this) {
            case IMAP_STARTTLS -> List.of("-starttls", "imap");
            case POP3_STLS -> List.of("-starttls", "pop3");
            default -> List.of();
        };
    }

    /** What a client says to be left, so that all that comes before the end has come. */
    String farewell(String host) {
        return switch (this) {
            case HTTPS -> "GET /status/200 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            case IMAPS, IMAP_STARTTLS -> "z LOGOUT\r\n";
            case POP3S, POP3_STLS -> "QUIT\r\n";
        };
    }
}
