package io.zimbraproxy.proxy.it.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With {@code untrusted: Plain}, clients may also connect without a load balancer. Their PROXY headers are not accepted. */
class PlainPeersIT {
    private static final String UNTRUSTED = "127.0.0.2";
    private static final String HEADER = "PROXY TCP4 192.0.2.7 192.0.2.1 5000 143\r\n";

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(
            Manifest.sixPorts().clearTextLogins().proxyProtocol("{trustedNetworks: [127.0.0.1/32], untrusted: Plain}"));

    private static LineClient untrusted(int port) throws Exception {
        return LineClient.connect(InetAddress.getByName(UNTRUSTED), port, site.authority());
    }

    @Test
    void servesUntrustedPeersWithoutHeader() throws Exception {
        for (int port : new int[] {site.imap(), site.imaps()}) {
            int clientPort;
            try (LineClient client = untrusted(port)) {
                if (port == site.imaps()) {
                    client.startTls(TestSite.HOST);
                }
                client.line();
                assertThat(client.send("a LOGIN alice@example.com secret-alice\r\n")
                                .until("a "))
                        .contains("a OK");
                clientPort = client.port();
            }
            site.proxy().awaitLine(line -> line.contains(" client=" + UNTRUSTED + ":" + clientPort + " "));
        }
        for (int port : new int[] {site.pop3(), site.pop3s()}) {
            try (LineClient client = untrusted(port)) {
                if (port == site.pop3s()) {
                    client.startTls(TestSite.HOST);
                }
                assertThat(client.line()).startsWith("+OK");
            }
        }
        for (int port : new int[] {site.http(), site.https()}) {
            try (LineClient client = untrusted(port)) {
                RawWebClient web = new RawWebClient(port == site.https() ? client.startTls(TestSite.HOST) : client);
                assertThat(web.get("/echo").text()).contains("\"X-Forwarded-For\", \"" + UNTRUSTED + "\"");
            }
        }
    }

    @Test
    void rejectsHeadersOfUntrustedPeers() throws Exception {
        try (LineClient imap = untrusted(site.imap())) {
            imap.line();
            assertThat(imap.ask(HEADER.strip())).startsWith("PROXY BAD");
        }
        try (LineClient pop3 = untrusted(site.pop3())) {
            pop3.line();
            assertThat(pop3.ask(HEADER.strip())).startsWith("-ERR");
        }
        try (LineClient http = untrusted(site.http())) {
            http.send(HEADER + "GET /echo HTTP/1.1\r\nHost: mail.example.com\r\n\r\n");
            assertThat(http.line()).startsWith("HTTP/1.1 400 ");
        }
        for (int port : new int[] {site.imaps(), site.pop3s(), site.https()}) {
            try (LineClient tls = untrusted(port)) {
                tls.send(HEADER);
                assertThat(tls.rest()).doesNotContain("OK").hasSizeLessThan(16);
            }
        }
    }

    /** A trusted load balancer still has to send a header. */
    @Test
    void requiresAHeaderFromTrustedPeers() throws Exception {
        try (LineClient client = site.connect(site.imap())) {
            client.send(HEADER + "a LOGIN alice@example.com secret-alice\r\nb LOGOUT\r\n");
            assertThat(client.rest()).contains("a OK");
        }
        site.proxy().awaitLine(line -> line.contains(" client=192.0.2.7:5000 "));
        try (LineClient client = site.connect(site.imap())) {
            client.send("a NOOP\r\n");
            assertThat(client.rest()).isEmpty();
        }
    }
}
