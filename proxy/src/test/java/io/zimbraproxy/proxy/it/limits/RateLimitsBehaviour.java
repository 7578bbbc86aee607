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

/** Limits per address and account, counted by two proxies as one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RateLimitsBehaviour {
    private static final int USER_LIMIT = 5;
    private static final int IMAP_LIMIT = 7;
    private static final int OTHER_LIMIT = 3;
    private static final String NOT_THIS_USER = "Login rejected for this user";
    private static final String NOT_FROM_HERE = "Login rejected from this IP";

    @RegisterExtension
    final SiteExtension site = SiteExtension.of(StubConfig.demo().withAccounts(users()), this::prepare);

    private SharedStore store;
    private TestSite other;
    private int user;

    /** Where the counters are; {@code folder} is for its files. */
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
                        + OTHER_LIMIT + "}, exempt: [127.0.0.1/32]}");
    }

    @BeforeAll
    void startAnotherProxy() throws Exception {
        other = site.another(manifest());
    }

    /** Everybody has his own account: the windows are an hour. */
    @BeforeEach
    void nextUser() {
        user++;
    }

    @AfterEach
    void clear() throws Exception {
        store.flush();
    }

    private static String imap(TestSite where, String name) throws Exception {
        try (LineClient client = where.connect(where.imap())) {
            client.line();
            return client.send("a LOGIN " + name + " secret\r\n").until("a ");
        }
    }

    private static String imapPlain(TestSite where, String name) throws Exception {
        String message =
                Base64.getEncoder().encodeToString(("\0" + name + "\0secret").getBytes(StandardCharsets.UTF_8));
        try (LineClient client = where.connect(where.imap())) {
            client.line();
            return client.send("a AUTHENTICATE PLAIN " + message + "\r\n").until("a ");
        }
    }

    /** More than one login in one packet. */
    private static String imapPipelined(TestSite where, String name) throws Exception {
        try (LineClient client = where.connect(where.imap())) {
            client.line();
            String login = " LOGIN " + name + " secret\r\n";
            return client.send("n NOOP\r\na" + login + "b" + login + "c" + login)
                    .until("a ");
        }
    }

    private static String pop3(TestSite where, String name) throws Exception {
        try (LineClient client = where.connect(where.pop3())) {
            client.line();
            client.ask("USER " + name);
            return client.ask("PASS secret");
        }
    }

    @Test
    void countsLoginsOfAnAccountToTheLastOne() throws Exception {
        List<String> answers;
        long faults;
        do {
            // It is exact while the cache answers, which a busy machine may keep it from.
            faults = site.proxy().cacheFaults() + other.proxy().cacheFaults();
            nextUser();
            answers = answersToManyLogins("user" + user);
        } while (faults != site.proxy().cacheFaults() + other.proxy().cacheFaults());

        assertThat(answers.stream().filter(answer -> answer.contains("a OK") || answer.startsWith("+OK")))
                .hasSize(USER_LIMIT);
        assertThat(answers.stream().filter(answer -> answer.contains(NOT_THIS_USER)))
                .hasSize(answers.size() - USER_LIMIT);
        assertThat(store.value("throttle:user=user" + user + "@example.com")
                        .map(String::strip)
                        .map(Integer::parseInt))
                .hasValueSatisfying(count -> assertThat(count).isGreaterThan(USER_LIMIT));
    }

    /** By every protocol, mechanism and spelling of the name, at both proxies, all at once. */
    private List<String> answersToManyLogins(String name) throws Exception {
        List<Callable<String>> ways = new ArrayList<>();
        for (TestSite where : List.of(site, other)) {
            ways.add(() -> imap(where, name + "@example.com"));
            ways.add(() -> imap(where, name));
            ways.add(() -> imap(where, name.toUpperCase(Locale.ROOT) + "@Example.COM"));
            ways.add(() -> imapPlain(where, name + "@example.com"));
            ways.add(() -> pop3(where, name + "@example.com"));
            ways.add(() -> pop3(where, name));
            ways.add(() -> imapPipelined(where, name + "@example.com"));
        }
        ExecutorService clients = Executors.newFixedThreadPool(ways.size());
        List<String> answers = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (Future<String> answer : clients.invokeAll(ways)) {
                answers.add(answer.get());
            }
        }
        clients.shutdown();
        return answers;
    }

    @Test
    void doesNotAskTheMailboxOnceTheLimitIsKnown() throws Exception {
        String name = "user" + user + "@example.com";
        for (int i = 0; i <= USER_LIMIT; i++) {
            imap(site, name);
        }
        site.zimbra().clearRequests();
        assertThat(imap(other, name)).isEqualTo("* BYE " + NOT_THIS_USER + "\na NO [LIMIT] LOGIN failed\n");
        assertThat(pop3(other, name)).isEqualTo("-ERR [LOGIN-DELAY] " + NOT_THIS_USER);
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
            TestSite where = i % 2 == 0 ? site : other;
            assertThat(first(where, where.imap(), "127.0.0.77")).startsWith("* OK");
        }
        assertThat(first(other, other.imap(), "127.0.0.77")).isEqualTo("* BYE " + NOT_FROM_HERE);
        // Each protocol counts on its own, and so does each address.
        for (int i = 0; i < OTHER_LIMIT; i++) {
            assertThat(first(site, site.pop3(), "127.0.0.77")).startsWith("+OK");
        }
        assertThat(first(site, site.pop3(), "127.0.0.77")).isEqualTo("-ERR " + NOT_FROM_HERE);
        assertThat(first(site, site.imap(), "127.0.0.78")).startsWith("* OK");
        assertThat(first(site, site.imap(), "127.0.0.1")).startsWith("* OK");
        assertThat(store.value("throttle:proto=i,ip=127.0.0.77").map(String::strip))
                .hasValue(String.valueOf(IMAP_LIMIT + 1));
        assertThat(store.value("throttle:proto=i,ip=127.0.0.1")).isEmpty();
    }

    private static String first(TestSite where, int port, String source) throws Exception {
        try (LineClient client = LineClient.connect(InetAddress.getByName(source), port, where.authority())) {
            return client.line();
        }
    }

    @Test
    void letsEverybodyInWithoutACache() throws Exception {
        store.freeze();
        try {
            for (int i = 0; i < IMAP_LIMIT + 2; i++) {
                assertThat(first(site, site.imap(), "127.0.0.79")).startsWith("* OK");
            }
            for (int i = 0; i < USER_LIMIT + 2; i++) {
                assertThat(imap(site, "user" + user + "@example.com")).contains("a OK");
            }
        } finally {
            store.thaw();
        }
        // The proxies ask by themselves, every second.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!site.proxy().usesItsCache() || !other.proxy().usesItsCache()) {
            assertThat(System.nanoTime()).as("in use again in time").isLessThan(end);
            first(site, site.imap(), "127.0.0." + (100 + System.nanoTime() % 100));
            first(other, other.imap(), "127.0.0." + (100 + System.nanoTime() % 100));
        }
    }
}
