package io.zimbraproxy.proxy.it.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebCurl;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.journal.JournalEntry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients behind a real HAProxy count and appear with their own address everywhere. */
class ProxyProtocolIT {
    private static final int LIMIT = 2;
    private static final String LOGIN = "a LOGIN alice@example.com secret-alice\r\n";

    /** Options of the {@code server} lines of HAProxy, by the kind of PROXY header. */
    private static final Map<String, String> HEADERS = Map.of(
            "version 1",
            "send-proxy",
            "version 2",
            "send-proxy-v2",
            "version 2 with certificate",
            "send-proxy-v2-ssl-cn",
            "version 2 with everything",
            "send-proxy-v2 proxy-v2-options ssl,cert-cn,ssl-cipher,cert-sig,cert-key,authority,crc32c,unique-id");

    private static final Map<String, HaProxy> BALANCERS = new HashMap<>();

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts()
            .clearTextLogins()
            .proxyProtocol("{trustedNetworks: [127.0.0.1/32]}")
            .with("routeCache: {local: {ttl: 1ms}}")
            .with("throttle: {imapIp: {limit: " + LIMIT + "}, pop3Ip: {limit: " + LIMIT + "}, httpIp: {limit: " + LIMIT
                    + "}, exempt: [127.0.0.1/32, 127.0.0.2/32, '::1/128']}"));

    @BeforeAll
    static void startBalancers() throws Exception {
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            BALANCERS.put(header.getKey(), HaProxy.before(site, header.getValue()));
        }
    }

    @AfterAll
    static void stopBalancers() {
        BALANCERS.values().forEach(HaProxy::close);
    }

    @BeforeEach
    void clearRequests() {
        site.zimbra().clearRequests();
    }

    static Stream<Arguments> clients() throws Exception {
        boolean ipv6 = NetworkInterface.getByInetAddress(InetAddress.getAllByName(TestSite.IPV6)[0]) != null;
        List<String> addresses =
                ipv6 ? List.of("127.0.0.1", "127.0.0.2", TestSite.IPV6) : List.of("127.0.0.1", "127.0.0.2");
        return HEADERS.keySet().stream().sorted().flatMap(header -> addresses.stream()
                .map(address -> Arguments.of(header, address)));
    }

    private static LineClient client(String header, String address, int port) throws Exception {
        InetAddress from = InetAddress.getByName(address);
        int balancer = BALANCERS.get(header).port(port);
        return address.equals(TestSite.IPV6)
                ? LineClient.connectTo(new InetSocketAddress(from, balancer), site.authority())
                : LineClient.connect(from, balancer, site.authority());
    }

    /** Waits for the log line of a client. The listener is part of it, because clients of other listeners may have had the port. */
    private static void awaitLine(String listener, String address, int port) throws Exception {
        String shown = (address.equals(TestSite.IPV6) ? "[::1]" : address) + ":" + port;
        site.proxy()
                .awaitLine(
                        line -> line.contains(" client=" + shown + " ") && line.contains("listener=" + listener + " "));
    }

    private static List<JournalEntry> requests(String action) {
        return site.zimbra().requests().stream()
                .filter(request -> request.action().equals(action))
                .toList();
    }

    private static void assertLookedUpFor(String address, int times) {
        List<JournalEntry> lookups = site.zimbra().requests().stream()
                .filter(request -> request.field("Auth-User").isPresent())
                .toList();
        assertThat(lookups).hasSize(times).allSatisfy(lookup -> assertThat(lookup.field("Client-IP"))
                .hasValue(address));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("clients")
    void forwardsTheAddressOfImapClients(String header, String address) throws Exception {
        for (boolean tls : new boolean[] {false, true}) {
            int port;
            try (LineClient client = client(header, address, tls ? site.imaps() : site.imap())) {
                if (tls) {
                    client.startTls(TestSite.HOST);
                }
                client.line();
                assertThat(client.send(LOGIN).until("a ")).contains("a OK");
                client.send("b LOGOUT\r\n").rest();
                port = client.port();
            }
            awaitLine(tls ? "imaps" : "imap", address, port);
        }
        assertLookedUpFor(address, 2);
        assertThat(requests("ID")).hasSize(2).allSatisfy(id -> assertThat(id.field("X-ORIGINATING-IP"))
                .hasValue(address));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("clients")
    void forwardsTheAddressOfPop3Clients(String header, String address) throws Exception {
        for (boolean tls : new boolean[] {false, true}) {
            int port;
            try (LineClient client = client(header, address, tls ? site.pop3s() : site.pop3())) {
                if (tls) {
                    client.startTls(TestSite.HOST);
                }
                client.line();
                client.ask("USER alice@example.com");
                assertThat(client.ask("PASS secret-alice")).startsWith("+OK");
                client.send("QUIT\r\n").rest();
                port = client.port();
            }
            awaitLine(tls ? "pop3s" : "pop3", address, port);
        }
        assertLookedUpFor(address, 2);
        assertThat(requests("XOIP")).hasSize(2).allSatisfy(xoip -> assertThat(xoip.subject())
                .isEqualTo(address));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("clients")
    void forwardsTheAddressOfWebClients(String header, String address) throws Exception {
        for (boolean tls : new boolean[] {false, true}) {
            int port;
            try (LineClient client = client(header, address, tls ? site.https() : site.http())) {
                RawWebClient web = new RawWebClient(tls ? client.startTls(TestSite.HOST) : client);
                assertThat(web.get("/home/alice@example.com/x").status()).isEqualTo(200);
                port = client.port();
            }
            awaitLine(tls ? "https" : "http", address, port);
        }
        assertLookedUpFor(address, 2);
        assertThat(requests("GET").stream()
                        .filter(request -> request.target().endsWith("/http"))
                        .toList())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.field("X-Forwarded-For")).hasValue(address));
    }

    /** All connections come from the address of HAProxy, but limits count the addresses of the clients. */
    @Test
    void limitsEachClientAddress() throws Exception {
        for (String address : List.of("127.0.0.3", "127.0.0.4")) {
            for (int i = 0; i <= LIMIT; i++) {
                boolean allowed = i < LIMIT;
                try (LineClient client = client("version 2", address, site.imap())) {
                    assertThat(client.line().startsWith("* OK")).isEqualTo(allowed);
                }
                try (LineClient client = client("version 1", address, site.pop3())) {
                    assertThat(client.line().startsWith("+OK")).isEqualTo(allowed);
                }
                try (LineClient client = client("version 1", address, site.http())) {
                    assertThat(new RawWebClient(client).get("/echo").status()).isEqualTo(allowed ? 200 : 429);
                }
            }
        }
    }

    /** HAProxy terminates TLS and sends details of TLS and of the client certificate, which the proxy ignores. */
    @Test
    void ignoresTlsDetailsInTheHeader() throws Exception {
        Path secret = site.folder().resolve("secrets/example-com");
        Path pair = site.folder().resolve("haproxy.pem");
        Files.writeString(
                pair, Files.readString(secret.resolve("tls.crt")) + Files.readString(secret.resolve("tls.key")));
        site.authority().issueClient("CN=alice").write(site.folder().resolve("alice"));
        String bind =
                "crt " + pair + " verify required ca-file " + site.folder().resolve("secrets/zimbra-ca/ca.crt");
        try (HaProxy tls = HaProxy.withTls(site, bind, HEADERS.get("version 2 with everything"))) {
            List<String> command = List.of(
                    Program.require("curl", "curl").toString(),
                    "-qsS",
                    "--noproxy",
                    "*",
                    "--interface",
                    "127.0.0.2",
                    "--cacert",
                    site.folder().resolve("secrets/zimbra-ca/ca.crt").toString(),
                    "--cert",
                    site.folder().resolve("alice/tls.crt").toString(),
                    "--key",
                    site.folder().resolve("alice/tls.key").toString(),
                    "https://localhost:" + tls.port(site.http()) + "/echo");
            assertThat(Program.run(site.folder(), command).requireSuccess().output())
                    .contains("\"127.0.0.2\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsTheHeaderOfCurl(WebProtocol protocol) throws Exception {
        WebCurl.Run run = new WebCurl(site, site.folder().resolve("curl"))
                .run(protocol, List.of("--haproxy-protocol"), "/echo")
                .requireSuccess();
        assertThat(run.response().status()).isEqualTo(200);
        assertThat(run.response().text()).contains("\"X-Forwarded-For\", \"127.0.0.1\"");
    }
}
