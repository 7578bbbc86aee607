package io.zimbraproxy.proxy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes in two real memcached servers, where Zimbra's own proxies find them and leave theirs. */
class MemcachedKeysIT {
    private static final String ALICE = "a11ce000-0000-4000-8000-000000000001";

    @TempDir
    static Path folder;

    private static List<Memcached> servers;
    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        servers = List.of(Memcached.start(), Memcached.start());
        StubConfig zimbra = StubConfig.demo();
        site = Site.start(
                folder,
                zimbra.withLookup(zimbra.lookup().withAuthWaitSeconds(0)),
                Manifest.sixPorts()
                        .forgiving()
                        .with("timeouts: {authFailureDelay: 10ms}")
                        .with("routeCache: {local: {ttl: 1ms}, memcached: {servers: ["
                                + servers.get(0).address() + ", "
                                + servers.get(1).address()
                                + "], reconnectInterval: 1s}}"));
    }

    @AfterAll
    static void stop() {
        site.close();
        servers.forEach(Memcached::close);
    }

    @BeforeEach
    void empty() throws Exception {
        for (Memcached server : servers) {
            server.flush();
        }
        site.zimbra().clearRequests();
    }

    @AfterEach
    void heal() {
        site.zimbra().clearFaults();
    }

    private static String imapLogin(String user, String password) throws Exception {
        try (MailClient client = site.connectTls(site.imaps(), Site.HOST)) {
            client.line();
            return client.send("a LOGIN " + user + " " + password + "\r\n").until("a ");
        }
    }

    /** What the two servers hold under a key; it must be the one that Zimbra's proxy would ask. */
    private static Optional<Memcached.Item> item(String key) throws Exception {
        Optional<Memcached.Item> first = servers.get(0).item(key);
        Optional<Memcached.Item> second = servers.get(1).item(key);
        assertThat(first.isPresent() && second.isPresent())
                .as("on one server only")
                .isFalse();
        return first.or(() -> second);
    }

    private static void put(String key, String value) throws Exception {
        // On both: the proxy asks the one it has to.
        for (Memcached server : servers) {
            server.add(key, value);
        }
    }

    private static void holdsRoute(String key, int port) throws Exception {
        assertThat(item(key)).as(key).hasValueSatisfying(item -> {
            assertThat(item.value()).isEqualTo("127.0.0.1:" + port);
            assertThat(item.flags()).isZero();
            assertThat(item.secondsLeft()).isBetween(3500, 3600);
        });
    }

    /** For keys that {@link #put} has put everywhere. */
    private static void remembers(String key, int port) throws Exception {
        List<Optional<Memcached.Item>> items =
                List.of(servers.get(0).item(key), servers.get(1).item(key));
        assertThat(items)
                .anySatisfy(item -> assertThat(item).map(Memcached.Item::value).hasValue("127.0.0.1:" + port));
    }

    private static int lookups() {
        return site.zimbra().lookup().requests().size();
    }

    @Test
    void keepsWhatZimbrasProxyWouldKeep() throws Exception {
        assertThat(imapLogin("alice@example.com", "secret-alice")).contains("a OK");
        try (MailClient client = site.connectTls(site.pop3s(), Site.HOST)) {
            client.line();
            client.ask("USER bob@example.org");
            assertThat(client.ask("PASS secret-bob")).startsWith("+OK");
        }
        try (WebClient web = new WebClient(site.connectTls(site.https(), Site.HOST))) {
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
        holdsRoute("route:proto=imap;user=alice@example.com", first.imap());
        holdsRoute(
                "route:proto=pop3;user=bob@example.org",
                site.zimbra().mailbox("mailbox-2").ports().pop3());
        holdsRoute("route:proto=http;user=alice@example.com", first.http());
        holdsRoute("route:proto=http;id=" + ALICE, first.http());
        // The account's domain is the default one, so its bare name may be remembered.
        assertThat(item("alias:user=alice;ip=127.0.0.1"))
                .map(Memcached.Item::value)
                .hasValue("alice@example.com");
        assertThat(item("alias:user=alice;vhost=" + Site.HOST))
                .map(Memcached.Item::value)
                .hasValue("alice@example.com");
        assertThat(item("alias:user=bob;ip=127.0.0.1")).isEmpty();
    }

    @Test
    void keepsBareNames() throws Exception {
        assertThat(imapLogin("alice", "secret-alice")).contains("a OK");
        assertThat(item("alias:user=alice;ip=127.0.0.1"))
                .map(Memcached.Item::value)
                .hasValue("alice@example.com");
        holdsRoute(
                "route:proto=imap;user=alice@example.com",
                site.zimbra().mailbox("mailbox-1").ports().imap());
        int before = lookups();
        assertThat(imapLogin("alice", "secret-alice")).contains("a OK");
        assertThat(lookups()).isEqualTo(before);
    }

    @Test
    void usesRoutesThatZimbrasProxyWrote() throws Exception {
        put(
                "route:proto=imap;user=bob@example.org",
                "127.0.0.1:" + site.zimbra().mailbox("mailbox-2").ports().imap());
        assertThat(imapLogin("bob@example.org", "secret-bob")).contains("a OK");
        assertThat(lookups()).isZero();
    }

    @Test
    void asksAgainWhenTheRememberedServerIsDown() throws Exception {
        put(
                "route:proto=imap;user=alice@example.com",
                "127.0.0.1:" + FreePorts.take(1).get(0));
        assertThat(imapLogin("alice@example.com", "secret-alice")).contains("a OK");
        remembers(
                "route:proto=imap;user=alice@example.com",
                site.zimbra().mailbox("mailbox-1").ports().imap());
    }

    @Test
    void asksAgainWhenTheRememberedServerDoesNotKnowTheUserAnyMore() throws Exception {
        put(
                "route:proto=imap;user=alice@example.com",
                "127.0.0.1:" + site.zimbra().mailbox("mailbox-2").ports().imap());
        put(
                "route:proto=http;user=alice@example.com",
                "127.0.0.1:" + FreePorts.take(1).get(0));
        assertThat(imapLogin("alice@example.com", "secret-alice")).contains("a OK");
        remembers(
                "route:proto=imap;user=alice@example.com",
                site.zimbra().mailbox("mailbox-1").ports().imap());
    }

    @Test
    void asksAgainWhenTheRememberedWebServerIsDown() throws Exception {
        site.zimbra().fault("mailbox-2/http", Fault.refuse());
        put(
                "route:proto=http;user=alice@example.com",
                "127.0.0.1:" + site.zimbra().mailbox("mailbox-2").ports().http());
        try (WebClient web = new WebClient(site.connectTls(site.https(), Site.HOST))) {
            assertThat(web.get("/home/alice@example.com/x").header("X-Mailbox")).hasValue("mailbox-1");
        }
    }

    @Test
    void forgetsTheRouteOfAWrongPassword() throws Exception {
        assertThat(imapLogin("alice@example.com", "secret-alice")).contains("a OK");
        assertThat(imapLogin("alice@example.com", "wrong")).contains("a NO");
        int before = lookups();
        assertThat(imapLogin("alice@example.com", "secret-alice")).contains("a OK");
        assertThat(lookups()).isBetween(before, before + 1);
    }

    @Test
    void takesNoGarbageForARoute() throws Exception {
        for (String garbage : List.of(
                "", "x", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "mailbox-1:143", "[::1:143", "1.2.3.4:5\t6")) {
            put("route:proto=imap;user=alice@example.com", garbage);
            assertThat(imapLogin("alice@example.com", "secret-alice"))
                    .as(garbage)
                    .contains("a OK");
        }
    }

    @Test
    void followsNoRouteToItself() throws Exception {
        put("route:proto=imap;user=alice@example.com", "127.0.0.1:" + site.imaps());
        assertThat(imapLogin("alice@example.com", "secret-alice")).contains("a OK");
    }
}
