package io.zimbraproxy.proxy.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.MemcachedProcess;
import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.RawText;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.MailboxPorts;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries in two real memcached servers, which this proxy shares with Zimbra's own proxies. */
class MemcachedKeysIT {
    private static final String ALICE = "a11ce000-0000-4000-8000-000000000001";
    private static final String BOB = StubConfig.demo().accounts().stream()
            .filter(account -> account.name().equals("bob@example.org"))
            .findFirst()
            .orElseThrow()
            .zimbraId();

    private static List<MemcachedProcess> servers;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(
            StubConfig.demo().withLookup(StubConfig.demo().lookup().withAuthWaitSeconds(0)), MemcachedKeysIT::prepare);

    private static Manifest prepare(Companions companions) throws Exception {
        servers = List.of(companions.add(MemcachedProcess.start()), companions.add(MemcachedProcess.start()));
        return manifest();
    }

    private static Manifest manifest() {
        return Manifest.sixPorts()
                .forgiving()
                .with("timeouts: {authFailureDelay: 10ms}")
                .with("routeCache: {local: {ttl: 1ms}, memcached: {servers: ["
                        + servers.get(0).address() + ", "
                        + servers.get(1).address()
                        + "], reconnectInterval: 1s}}");
    }

    @BeforeEach
    void flush() throws Exception {
        for (MemcachedProcess server : servers) {
            server.flush();
        }
        site.zimbra().clearRequests();
    }

    @AfterEach
    void clearFaults() {
        site.zimbra().clearFaults();
    }

    private static String imapLogin(String user, String password) throws Exception {
        try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
            client.line();
            return client.send("a LOGIN " + user + " " + password + "\r\n").until("a ");
        }
    }

    /** Returns the item of a key, which must be on one of the servers only. */
    private static Optional<MemcachedProcess.Item> item(String key) throws Exception {
        Optional<MemcachedProcess.Item> first = servers.get(0).item(key);
        Optional<MemcachedProcess.Item> second = servers.get(1).item(key);
        assertThat(first.isPresent() && second.isPresent())
                .as("the item is on both servers")
                .isFalse();
        return first.or(() -> second);
    }

    /** Waits for the item of a key, because the proxy writes it after its reply to the client. */
    private static Optional<MemcachedProcess.Item> written(String key) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Optional<MemcachedProcess.Item> item = item(key);
        while (item.isEmpty() && System.nanoTime() < end) {
            item = item(key);
        }
        return item;
    }

    private static void put(String key, String value) throws Exception {
        // The proxy reads from the server that its hash function selects.
        for (MemcachedProcess server : servers) {
            server.add(key, value);
        }
    }

    private static void assertHoldsRoute(String key, int port) throws Exception {
        assertThat(written(key)).as(key).hasValueSatisfying(item -> {
            assertThat(item.value()).isEqualTo("127.0.0.1:" + port);
            assertThat(item.flags()).isZero();
            assertThat(item.secondsLeft()).isBetween(3500, 3600);
        });
    }

    private static int lookups() {
        return site.zimbra().lookup().requests().size();
    }

    @Test
    void writesTheSameEntriesAsZimbrasProxy() throws Exception {
        assertThat(imapLogin("alice@example.com", "secret-alice")).contains("a OK");
        try (LineClient client = site.connectTls(site.pop3s(), TestSite.HOST)) {
            client.line();
            client.ask("USER bob@example.org");
            assertThat(client.ask("PASS secret-bob")).startsWith("+OK");
        }
        try (RawWebClient web = new RawWebClient(site.connectTls(site.https(), TestSite.HOST))) {
            assertThat(web.get("/home/alice@example.com/x").status()).isEqualTo(200);
            assertThat(web.get(
                                    "/echo",
                                    "Cookie: ZM_AUTH_TOKEN="
                                            + site.zimbra()
                                                    .token("alice@example.com")
                                                    .encode())
                            .status())
                    .isEqualTo(200);
        }
        var first = site.zimbra().mailbox("mailbox-1").ports();
        assertHoldsRoute("route:proto=imap;user=alice@example.com", first.imap());
        assertHoldsRoute(
                "route:proto=pop3;user=bob@example.org",
                site.zimbra().mailbox("mailbox-2").ports().pop3());
        assertHoldsRoute("route:proto=http;user=alice@example.com", first.http());
        assertHoldsRoute("route:proto=http;id=" + ALICE, first.http());
        // The domain of the account is the default domain, so the name without domain is cached too.
        assertThat(written("alias:user=alice;ip=127.0.0.1"))
                .map(MemcachedProcess.Item::value)
                .hasValue("alice@example.com");
        assertThat(written("alias:user=alice;vhost=" + TestSite.HOST))
                .map(MemcachedProcess.Item::value)
                .hasValue("alice@example.com");
        assertThat(item("alias:user=bob;ip=127.0.0.1")).isEmpty();
    }

    @Test
    void cachesNamesWithoutDomain() throws Exception {
        assertThat(imapLogin("alice", "secret-alice")).contains("a OK");
        assertThat(written("alias:user=alice;ip=127.0.0.1"))
                .map(MemcachedProcess.Item::value)
                .hasValue("alice@example.com");
        assertHoldsRoute(
                "route:proto=imap;user=alice@example.com",
                site.zimbra().mailbox("mailbox-1").ports().imap());
        int before = lookups();
        assertThat(imapLogin("alice", "secret-alice")).contains("a OK");
        assertThat(lookups()).isEqualTo(before);
    }

    /** Without a default domain the lookup returns the name without domain, and the entry is valid for this client address only. */
    @Test
    void cachesAccountsWithoutDomain() throws Exception {
        int port = FreePorts.take();
        RawServer mailbox = RawServer.start("127.0.0.1", port, MemcachedKeysIT::acceptEveryLogin);
        try (mailbox;
                FixedLookupHandler handler = new FixedLookupHandler(Map.of("imap", port))) {
            TestSite other = site.another(manifest().handlers(handler.url()));
            try (LineClient client = other.connectTls(other.imaps(), TestSite.HOST)) {
                client.line();
                assertThat(client.send("a LOGIN carol x\r\n").until("a ")).contains("a OK");
            }
            assertThat(handler.users()).containsExactly("carol");
            assertHoldsRoute("route:proto=imap;user=carol@127.0.0.1", port);
            assertThat(item("alias:user=carol;ip=127.0.0.1")).isEmpty();
        }
    }

    private static void acceptEveryLogin(InputStream in, OutputStream out) throws IOException {
        out.write("* OK ready\r\n".getBytes(StandardCharsets.US_ASCII));
        boolean literal = false;
        for (String line = RawText.line(in); line != null; line = RawText.line(in)) {
            boolean more = line.stripTrailing().endsWith("}");
            String tag = literal ? "a" : line.substring(0, line.indexOf(' '));
            literal = literal || more;
            out.write((more ? "+ go on\r\n" : tag + " OK done\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    @Test
    void cachesRoutesOfAdministrators() throws Exception {
        int port = site.zimbra().mailbox("mailbox-1").ports().https();
        TestSite console = site.another(manifest().adminConsole("{host: localhost, httpsPort: " + port + "}"));
        try (RawWebClient web = new RawWebClient(console.connect(console.http()))) {
            String token = site.zimbra().token("alice@example.com").encode();
            assertThat(web.get("/echo", "Cookie: ZM_ADMIN_AUTH_TOKEN=" + token).status())
                    .isEqualTo(200);
        }
        assertHoldsRoute("route:proto=httpssl;admin=1;id=" + ALICE, port);
        assertThat(item("route:proto=httpssl;id=" + ALICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3", "name", "id", "alias", "web alias"})
    void usesEntriesOfZimbrasProxy(String kind) throws Exception {
        MailboxPorts ports = site.zimbra().mailbox("mailbox-2").ports();
        put("route:proto=imap;user=bob@example.org", "127.0.0.1:" + ports.imap());
        put("route:proto=pop3;user=bob@example.org", "127.0.0.1:" + ports.pop3());
        put("route:proto=http;user=bob@example.org", "127.0.0.1:" + ports.http());
        put("route:proto=http;id=" + BOB, "127.0.0.1:" + ports.http());
        put("alias:user=bobby;ip=127.0.0.1", "bob@example.org");
        put("alias:user=bobby;vhost=" + TestSite.HOST, "bob@example.org");
        switch (kind) {
            case "imap" ->
                assertThat(imapLogin("bob@example.org", "secret-bob")).contains("a OK");
            case "alias" -> assertThat(imapLogin("bobby", "secret-bob")).contains("a OK");
            case "pop3" -> {
                try (LineClient client = site.connectTls(site.pop3s(), TestSite.HOST)) {
                    client.line();
                    client.ask("USER bob@example.org");
                    assertThat(client.ask("PASS secret-bob")).startsWith("+OK");
                }
            }
            default -> {
                try (RawWebClient web = new RawWebClient(site.connectTls(site.https(), TestSite.HOST))) {
                    String token = site.zimbra().token("bob@example.org").encode();
                    RawWebClient.Response response = kind.equals("id")
                            ? web.get("/echo", "Cookie: ZM_AUTH_TOKEN=" + token)
                            : web.get("/home/" + (kind.equals("name") ? "bob@example.org" : "bobby") + "/x");
                    assertThat(response.header("X-Mailbox")).hasValue("mailbox-2");
                }
            }
        }
        assertThat(lookups()).isZero();
    }

    @Test
    void ignoresInvalidRoutes() throws Exception {
        for (String garbage : List.of(
                "", "x", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "mailbox-1:143", "[::1:143", "1.2.3.4:5\t6")) {
            put("route:proto=imap;user=alice@example.com", garbage);
            assertThat(imapLogin("alice@example.com", "secret-alice"))
                    .as(garbage)
                    .contains("a OK");
        }
    }

    @Test
    void ignoresARouteToItself() throws Exception {
        put("route:proto=imap;user=alice@example.com", "127.0.0.1:" + site.imaps());
        assertThat(imapLogin("alice@example.com", "secret-alice")).contains("a OK");
    }
}
