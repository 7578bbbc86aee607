package io.zimbraproxy.proxy.it.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid and missing PROXY headers, and health checks of load balancers. */
class HeaderRefusalIT {
    private static final List<String> NAMES = List.of("imap", "imaps", "pop3", "pop3s", "http", "https");
    private static final String BALANCER = "127.0.0.1";
    private static final String UNTRUSTED = "127.0.0.2";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String HEADER = "PROXY TCP4 192.0.2.7 192.0.2.1 5000 143\r\n";

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts()
            .clearTextLogins()
            .proxyProtocol("{trustedNetworks: [" + BALANCER + "/32]}")
            .with("timeouts: {tlsHandshake: 2s}"));

    static List<String> listeners() {
        return NAMES;
    }

    private static Wire connect(String from, String listener) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), site.ports().get(NAMES.indexOf(listener))));
        return new Wire(socket);
    }

    /** Returns the number of connections that a listener has refused for a reason so far. */
    private static double refused(String listener, String why) throws Exception {
        String metric = "zimbra_proxy_headers_refused_total{listener=\"" + listener + "\",why=\"" + why + "\"} ";
        return metrics()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
                .sum();
    }

    /** Waits for the counter, because a client may see the end of its connection first. */
    private static void awaitRefused(String listener, String why, double expected) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        double seen = refused(listener, why);
        while (seen < expected && System.nanoTime() < end) {
            seen = refused(listener, why);
        }
        assertThat(seen).isEqualTo(expected);
    }

    private static String metrics() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + site.proxy().managementPort() + "/q/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void assertClosed(Wire wire) throws IOException {
        try {
            assertThat(wire.atEnd()).isTrue();
        } catch (SocketException reset) {
            // Closing a connection with unread bytes resets it.
        }
    }

    @ParameterizedTest
    @MethodSource("listeners")
    void refusesUntrustedPeersAtOnce(String listener) throws Exception {
        double before = refused(listener, "untrusted");
        try (Wire wire = connect(UNTRUSTED, listener)) {
            assertClosed(wire);
        }
        try (Wire wire = connect(UNTRUSTED, listener)) {
            wire.send(HEADER);
            assertClosed(wire);
        } catch (SocketException reset) {
            // The proxy closed the connection before the client sent its header.
        }
        awaitRefused(listener, "untrusted", before + 2);
    }

    @ParameterizedTest
    @MethodSource("listeners")
    void refusesATrustedPeerWithoutHeader(String listener) throws Exception {
        double before = refused(listener, "no_header");
        try (Wire wire = connect(BALANCER, listener)) {
            wire.send("GET / HTTP/1.1\r\nHost: mail.example.com\r\n\r\n");
            assertClosed(wire);
        }
        awaitRefused(listener, "no_header", before + 1);
    }

    @ParameterizedTest
    @MethodSource("listeners")
    void refusesAnInvalidHeader(String listener) throws Exception {
        double before = refused(listener, "bad_header");
        try (Wire wire = connect(BALANCER, listener)) {
            wire.send("PROXY TCP4 192.0.2.777 192.0.2.1 5000 143\r\n");
            assertClosed(wire);
        }
        awaitRefused(listener, "bad_header", before + 1);
    }

    @ParameterizedTest
    @MethodSource("listeners")
    void refusesAnIncompleteHeaderAfterTheTimeout(String listener) throws Exception {
        double before = refused(listener, "too_late");
        long begin = System.nanoTime();
        try (Wire wire = connect(BALANCER, listener)) {
            wire.send(HEADER.substring(0, 20));
            assertClosed(wire);
        }
        assertThat((System.nanoTime() - begin) / 1e9).isBetween(1.9, 6.0);
        awaitRefused(listener, "too_late", before + 1);
    }

    /** Thousands of refused connections must not fill the log. */
    @Test
    void logsRefusalsOnceAMinute() throws Exception {
        int connections = 20;
        for (int i = 0; i < connections; i++) {
            try (Wire wire = connect(BALANCER, "https")) {
                wire.send("GET / HTTP/1.1\r\n\r\n");
                assertClosed(wire);
            }
        }
        List<String> lines = site.proxy()
                .log()
                .lines()
                .filter(line -> line.contains("without a valid PROXY header") && line.contains("listener=https "))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("WARN", "check the load balancer and proxyProtocol", "why=");
    }

    @Test
    void acceptsAHeaderByteByByte() throws Exception {
        try (Wire wire = connect(BALANCER, "imap")) {
            wire.sendInPieces((HEADER + "a LOGIN alice@example.com secret-alice\r\nb LOGOUT\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            wire.awaitWord("b OK");
        }
        assertThat(site.proxy().awaitLine(line -> line.contains("client=192.0.2.7:5000 ")))
                .contains("listener=imap ", "user=alice@example.com");
    }

    /** HAProxy checks its servers with empty connections, or with headers without a client address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "send-proxy-v2 check inter 200 port PORT",
                "send-proxy check inter 200",
                "send-proxy-v2 check inter 200",
                "check check-send-proxy inter 200"
            })
    void acceptsHealthChecksSilently(String options) throws Exception {
        String before = site.proxy().log();
        double refusedBefore = allRefused();
        try (HaProxy haProxy = HaProxy.before(site, options)) {
            haProxy.awaitLog("succeeded", NAMES.size());
        }
        site.proxy().awaitConnections(0);
        String more = site.proxy().log().substring(before.length());
        assertThat(more).doesNotContain("WARN", "ERROR", "\tat ");
        if (options.contains("PORT")) {
            assertThat(more).isEmpty();
        }
        assertThat(allRefused()).isEqualTo(refusedBefore);
    }

    private static double allRefused() throws Exception {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("zimbra_proxy_headers_refused_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
                .sum();
    }
}
