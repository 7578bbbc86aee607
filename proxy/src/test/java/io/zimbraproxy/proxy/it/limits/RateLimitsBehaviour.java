package io.zimbraproxy.proxy.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.StubConfig;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits on connections per address and logins per account, which two proxies count together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RateLimitsBehaviour {
    private static final int USER_LIMIT = 5;
    private static final int IMAP_LIMIT = 7;
    private static final int POP3_LIMIT = 3;
    private static final String USER_REJECTED = "Login rejected for this user";
    private static final String IP_REJECTED = "Login rejected from this IP";

    @RegisterExtension
    final SiteExtension site = SiteExtension.of(StubConfig.demo().withAccounts(users()), this::prepare);

    private SharedStore store;
    private TestSite other;
    private int user;

    /** Starts the shared cache for the counters, with its files in the folder. */
    abstract SharedStore startStore(Path folder) throws Exception;

    private static Account[] users() {
        return IntStream.range(0, 40)
                .mapToObj(i -> Account.of("user" + i + "@example.com", "secret", "mailbox-" + (1 + i % 2)))
                .toArray(Account[]::new);
    }

    private Manifest prepare(Companions companions) throws Exception {
        store = companions.add(startStore(companions.folder()));
        return manifest();
    }

    private Manifest manifest() {
        return Manifest.sixPorts()
                .clearTextLogins()
                .with("timeouts: {authFailureDelay: 10ms}")
                .with("routeCache: {" + store.settings() + "}")
                .with("throttle: {user: {limit: " + USER_LIMIT + "}, imapIp: {limit: " + IMAP_LIMIT + "}, ip: {limit: "
                        + POP3_LIMIT + "}, exempt: [127.0.0.1/32]}");
    }

    @BeforeAll
    void startAnotherProxy() throws Exception {
        other = site.another(manifest());
    }

    /** Each test uses its own account, because the windows of the limits are an hour. */
    @BeforeEach
    void nextUser() {
        user++;
    }

    @AfterEach
    void clear() throws Exception {
        store.flush();
    }

    private static String imap(TestSite target, String name) throws Exception {
        try (LineClient client = target.connect(target.imap())) {
            client.line();
            return client.send("a LOGIN " + name + " secret\r\n").until("a ");
        }
    }

    private static String imapPlain(TestSite target, String name) throws Exception {
        String message =
                Base64.getEncoder().encodeToString(("\0" + name + "\0secret").getBytes(StandardCharsets.UTF_8));
        try (LineClient client = target.connect(target.imap())) {
            client.line();
            return client.send("a AUTHENTICATE PLAIN " + message + "\r\n").until("a ");
        }
    }

    /** Sends three logins in one packet. */
    private static String imapPipelined(TestSite target, String name) throws Exception {
        try (LineClient client = target.connect(target.imap())) {
            client.line();
            String login = " LOGIN " + name + " secret\r\n";
            return client.send("n NOOP\r\na" + login + "b" + login + "c" + login)
                    .until("a ");
        }
    }

    private static String pop3(TestSite target, String name) throws Exception {
        try (LineClient client = target.connect(target.pop3())) {
            client.line();
            client.ask("USER " + name);
            return client.ask("PASS secret");
        }
    }

    @Test
    void countsEveryLoginOfAnAccount() throws Exception {
        List<String> replies;
        long faults;
        do {
            // The count is exact only while the cache responds in time, which it may not on a busy machine.
            faults = site.proxy().cacheFaults() + other.proxy().cacheFaults();
            nextUser();
            replies = logInManyTimes("user" + user);
        } while (faults != site.proxy().cacheFaults() + other.proxy().cacheFaults());

        assertThat(replies.stream().filter(reply -> reply.contains("a OK") || reply.startsWith("+OK")))
                .hasSize(USER_LIMIT);
        assertThat(replies.stream().filter(reply -> reply.contains(USER_REJECTED)))
                .hasSize(replies.size() - USER_LIMIT);
        assertThat(store.value("throttle:user=user" + user + "@example.com")
                        .map(String::strip)
                        .map(Integer::parseInt))
                .hasValueSatisfying(count -> assertThat(count).isGreaterThan(USER_LIMIT));
    }

    /** Logs in with every protocol, mechanism and spelling of the name, at both proxies at once. Returns the replies. */
    private List<String> logInManyTimes(String name) throws Exception {
        List<Callable<String>> logins = new ArrayList<>();
        for (TestSite target : List.of(site, other)) {
            logins.add(() -> imap(target, name + "@example.com"));
            logins.add(() -> imap(target, name));
            logins.add(() -> imap(target, name.toUpperCase(Locale.ROOT) + "@Example.COM"));
            logins.add(() -> imapPlain(target, name + "@example.com"));
            logins.add(() -> pop3(target, name + "@example.com"));
            logins.add(() -> pop3(target, name));
            logins.add(() -> imapPipelined(target, name + "@example.com"));
        }
        ExecutorService clients = Executors.newFixedThreadPool(logins.size());
        List<String> replies = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (Future<String> login : clients.invokeAll(logins)) {
                replies.add(login.get());
            }
        }
        clients.shutdown();
        return replies;
    }

    @Test
    void refusesWithoutConnectingToTheMailbox() throws Exception {
        String name = "user" + user + "@example.com";
        for (int i = 0; i <= USER_LIMIT; i++) {
            imap(site, name);
        }
        site.zimbra().clearRequests();
        assertThat(imap(other, name)).isEqualTo("* BYE " + USER_REJECTED + "\na NO [LIMIT] LOGIN failed\n");
        assertThat(pop3(other, name)).isEqualTo("-ERR [LOGIN-DELAY] " + USER_REJECTED);
        assertThat(site.zimbra().requests().stream()
                        .filter(request -> request.target().startsWith("mailbox")))
                .isEmpty();
        site.proxy().awaitLine(line -> line.contains("cause=account_limited"));
    }

    @Test
    void doesNotCountWrongPasswords() throws Exception {
        String name = "user" + user + "@example.com";
        for (int i = 0; i < 2 * USER_LIMIT; i++) {
            try (LineClient client = site.connect(site.imap())) {
                client.line();
                assertThat(client.send("a LOGIN " + name + " wrong\r\n").until("a "))
                        .contains("a NO");
            }
        }
        assertThat(imap(site, name)).contains("a OK");
    }

    @Test
    void countsConnectionsOfAnAddress() throws Exception {
        for (int i = 0; i < IMAP_LIMIT; i++) {
            TestSite target = i % 2 == 0 ? site : other;
            assertThat(greeting(target, target.imap(), "127.0.0.77")).startsWith("* OK");
        }
        assertThat(greeting(other, other.imap(), "127.0.0.77")).isEqualTo("* BYE " + IP_REJECTED);
        // Each protocol and each address has its own counter.
        for (int i = 0; i < POP3_LIMIT; i++) {
            assertThat(greeting(site, site.pop3(), "127.0.0.77")).startsWith("+OK");
        }
        assertThat(greeting(site, site.pop3(), "127.0.0.77")).isEqualTo("-ERR " + IP_REJECTED);
        assertThat(greeting(site, site.imap(), "127.0.0.78")).startsWith("* OK");
        assertThat(greeting(site, site.imap(), "127.0.0.1")).startsWith("* OK");
        assertThat(store.value("throttle:proto=i,ip=127.0.0.77").map(String::strip))
                .hasValue(String.valueOf(IMAP_LIMIT + 1));
        assertThat(store.value("throttle:proto=i,ip=127.0.0.1")).isEmpty();
    }

    private static String greeting(TestSite target, int port, String source) throws Exception {
        try (LineClient client = LineClient.connect(InetAddress.getByName(source), port, target.authority())) {
            return client.line();
        }
    }

    @Test
    void appliesNoLimitsWithoutACache() throws Exception {
        store.freeze();
        try {
            for (int i = 0; i < IMAP_LIMIT + 2; i++) {
                assertThat(greeting(site, site.imap(), "127.0.0.79")).startsWith("* OK");
            }
            for (int i = 0; i < USER_LIMIT + 2; i++) {
                assertThat(imap(site, "user" + user + "@example.com")).contains("a OK");
            }
        } finally {
            store.thaw();
        }
        // The proxies retry every second.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!site.proxy().usesItsCache() || !other.proxy().usesItsCache()) {
            assertThat(System.nanoTime())
                    .as("the time by which both proxies use the cache again")
                    .isLessThan(end);
            greeting(site, site.imap(), "127.0.0." + (100 + System.nanoTime() % 100));
            greeting(other, other.imap(), "127.0.0." + (100 + System.nanoTime() % 100));
        }
    }
}
