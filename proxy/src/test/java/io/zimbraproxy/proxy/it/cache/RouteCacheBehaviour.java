package io.zimbraproxy.proxy.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour of the route cache that does not depend on where routes are stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RouteCacheBehaviour {
    static final String ALICE = "alice@example.com";
    private static final int USERS = 100;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    SharedStore store;

    @RegisterExtension
    final SiteExtension site = SiteExtension.of(
            StubConfig.demo()
                    .withAccounts(users())
                    .withLookup(StubConfig.demo().lookup().withHandlers(1).withAuthWaitSeconds(0)),
            this::prepare);

    /** Starts the shared cache with its files in the folder. */
    abstract SharedStore startStore(Path folder) throws Exception;

    private static Account[] users() {
        return IntStream.range(0, USERS)
                .mapToObj(i -> Account.of("user" + i + "@example.com", "secret-" + i, "mailbox-" + (1 + i % 2)))
                .toArray(Account[]::new);
    }

    private Manifest prepare(Companions companions) throws Exception {
        store = companions.add(startStore(companions.folder()));
        return manifest("1ms");
    }

    /** Returns a manifest with this lifetime of local cache entries. With {@code 1ms}, every login uses the shared cache. */
    Manifest manifest(String localTtl) {
        String local = store.shared() ? "local: {ttl: " + localTtl + "}, " : "";
        return Manifest.sixPorts()
                .forgiving()
                .with("timeouts: {authFailureDelay: 10ms}")
                .with("routeCache: {" + local + store.settings() + "}");
    }

    @BeforeEach
    void empty() throws Exception {
        purge(site, ALICE);
        // Removes the mark of the purge too. It would make the proxy clear its local cache later.
        store.flush();
        site.zimbra().clearRequests();
    }

    @AfterEach
    void undoFaultsAndMoves() throws Exception {
        site.zimbra().clearFaults();
        site.zimbra().move(ALICE, "mailbox-1");
    }

    /** Logins that can be repeated. */
    interface Work {
        void run() throws Exception;
    }

    /** Counts the lookups of the work. On a busy machine the shared cache may time out; then the work is repeated. */
    int lookupsOf(Work work) throws Exception {
        long faults;
        do {
            while (!site.proxy().usesItsCache()) {
                assertThat(logInAlice("imap")).isTrue();
            }
            undoFaultsAndMoves();
            empty();
            faults = site.proxy().cacheFaults();
            work.run();
        } while (site.proxy().cacheFaults() != faults);
        return lookups();
    }

    int lookups() {
        return site.zimbra().lookup().requests().size();
    }

    static HttpResponse<String> purge(TestSite target, String user) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + target.proxy().managementPort() + "/purge?user=" + user);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Logs in with a protocol, and returns whether that succeeds. */
    boolean login(TestSite target, String protocol, String user, String password) throws Exception {
        switch (protocol) {
            case "imap" -> {
                try (LineClient client = target.connectTls(target.imaps(), TestSite.HOST)) {
                    client.line();
                    return client.send("a LOGIN " + user + " " + password + "\r\n")
                            .until("a ")
                            .contains("a OK");
                }
            }
            case "pop3" -> {
                try (LineClient client = target.connectTls(target.pop3s(), TestSite.HOST)) {
                    client.line();
                    client.ask("USER " + user);
                    return client.ask("PASS " + password).startsWith("+OK");
                }
            }
            default -> {
                try (RawWebClient web = new RawWebClient(target.connectTls(target.https(), TestSite.HOST))) {
                    return web.get("/home/" + user + "/x").status() == 200;
                }
            }
        }
    }

    private boolean logInAlice(String protocol) throws Exception {
        return login(site, protocol, ALICE, "secret-alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3", "http"})
    void asksOnce(String protocol) throws Exception {
        int lookups = lookupsOf(() -> {
            for (int i = 0; i < 5; i++) {
                assertThat(logInAlice(protocol)).isTrue();
            }
        });
        assertThat(lookups).isEqualTo(1);
    }

    @Test
    void asksOnceForSimultaneousLogins() throws Exception {
        assertThat(lookupsOf(() -> {
                    // Slow enough for all logins to arrive meanwhile.
                    site.zimbra().fault("lookup/1", Fault.slow(Duration.ofSeconds(1)));
                    logInManyTimesAtOnce();
                }))
                .isEqualTo(1);
    }

    private void logInManyTimesAtOnce() throws Exception {
        int many = 50;
        ExecutorService clients = Executors.newFixedThreadPool(many);
        CountDownLatch connected = new CountDownLatch(many);
        List<Future<Boolean>> logins = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            logins.add(clients.submit(() -> {
                try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
                    client.line();
                    connected.countDown();
                    connected.await();
                    return client.send("a LOGIN user7@example.com secret-7\r\n")
                            .until("a ")
                            .contains("a OK");
                }
            }));
        }
        for (Future<Boolean> login : logins) {
            assertThat(login.get(60, TimeUnit.SECONDS)).isTrue();
        }
        clients.shutdown();
    }

    @Test
    void asksOnceForEachOfManyUsers() throws Exception {
        assertThat(lookupsOf(this::logInManyUsers)).isEqualTo(USERS);
    }

    private void logInManyUsers() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 10; round++) {
            List<Future<Boolean>> logins = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                int number = user;
                logins.add(clients.submit(
                        () -> login(site, "imap", "user" + number + "@example.com", "secret-" + number)));
            }
            for (Future<Boolean> login : logins) {
                assertThat(login.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
        clients.shutdown();
    }

    @ParameterizedTest
    @CsvSource({"imap,refuses", "imap,down", "pop3,refuses", "pop3,down", "http,refuses", "http,redirects", "http,down"
    })
    void followsAMovedMailbox(String protocol, String before) throws Exception {
        int lookups = lookupsOf(() -> {
            assertThat(logInAlice(protocol)).isTrue();
            site.zimbra().move(ALICE, "mailbox-2");
            if (before.equals("down")) {
                site.zimbra().fault("mailbox-1/" + protocol, Fault.refuse());
            } else if (protocol.equals("http")) {
                site.zimbra().fault("mailbox-1/http", before.equals("refuses") ? Fault.status(421) : redirect());
            }
            assertThat(logInAlice(protocol)).isTrue();
            // The next login uses the new route at once.
            assertThat(logInAlice(protocol)).isTrue();
        });
        assertThat(lookups).isEqualTo(2);
    }

    private Fault redirect() {
        int port = site.zimbra().mailbox("mailbox-2").ports().http();
        return Fault.wrong(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + port + "/home/\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void asksAgainAfterAWrongPassword() throws Exception {
        assertThat(logInAlice("imap")).isTrue();
        assertThat(login(site, "imap", ALICE, "wrong")).isFalse();
        int before = lookups();
        assertThat(logInAlice("imap")).isTrue();
        assertThat(lookups()).isBetween(before, before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3", "http"})
    void servesCachedUsersWithoutHandlers(String protocol) throws Exception {
        assertThat(logInAlice(protocol)).isTrue();
        site.zimbra().fault("lookup/1", Fault.refuse());
        assertThat(logInAlice(protocol)).isTrue();
    }

    @Test
    void remembersUnknownUsersBriefly() throws Exception {
        int lookups = lookupsOf(() -> {
            assertThat(login(site, "imap", "nobody@example.com", "x")).isFalse();
            assertThat(login(site, "imap", "nobody@example.com", "y")).isFalse();
        });
        assertThat(lookups).isEqualTo(1);
    }

    @Test
    void purgesByCommand() throws Exception {
        assertThat(logInAlice("imap")).isTrue();
        ProxyProcess purge = ProxyProcess.launch(
                List.of(),
                "purge",
                ALICE,
                "--management",
                "http://127.0.0.1:" + site.proxy().managementPort());
        assertThat(purge.awaitExit()).as(purge.log()).isZero();
        assertThat(purge.log()).contains("removed: " + ALICE);
        assertThat(store.value("route:proto=imap;user=" + ALICE)).isEmpty();
        assertThat(logInAlice("imap")).isTrue();
        assertThat(lookups()).isEqualTo(2);
    }
}
