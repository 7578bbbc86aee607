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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits on failed logins and open sessions, which two proxies count together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SessionLimitsBehaviour {
    private static final int FAILURES = 4;
    private static final int USER_SESSIONS = 3;
    private static final int IP_SESSIONS = 5;
    private static final String REFUSED = "a NO [AUTHENTICATIONFAILED] LOGIN failed\n";
    private static final String TOO_MANY = "* BYE Too many sessions of this user are open\na NO [LIMIT] LOGIN failed\n";

    @RegisterExtension
    final SiteExtension site = SiteExtension.of(zimbra(), this::prepare);

    private SharedStore store;
    private TestSite other;
    private int test;
    private String user;

    /** Starts the shared cache for the counters, with its files in the folder. */
    abstract SharedStore startStore(Path folder) throws Exception;

    private static StubConfig zimbra() {
        Account[] users = IntStream.range(0, 20)
                .mapToObj(i -> Account.of("user" + i + "@example.com", "secret", "mailbox-1"))
                .toArray(Account[]::new);
        return StubConfig.demo()
                .withLookup(StubConfig.demo().lookup().withAuthWaitSeconds(0))
                .withAccounts(users)
                .withAccounts(Account.of("ann@example.org", "secret", "mailbox-1"));
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
                .otherDomain("throttle: {user: {limit: 1}, userMessage: Enough for today}")
                .with("throttle: {failedLogins: {limit: " + FAILURES + "}, sessions: {perIp: " + IP_SESSIONS
                        + ", perUser: " + USER_SESSIONS + "}, exempt: [127.0.0.1/32]}");
    }

    @BeforeAll
    void startAnotherProxy() throws Exception {
        other = site.another(manifest());
        for (TestSite target : List.of(site, other)) {
            warmUp(target);
        }
    }

    /** Logs in until the proxy uses the cache. After a slow first request, a proxy counts locally for a while. */
    private void warmUp(TestSite target) throws Exception {
        do {
            imap(target, "127.0.9.1", "user0@example.com", "wrong");
            imap(target, "127.0.0.1", "user0@example.com", "secret");
        } while (!target.proxy().usesItsCache());
    }

    /** Each test uses its own account and addresses, because the windows of the limits are long. */
    @BeforeEach
    void nextUser() {
        test++;
        user = "user" + test + "@example.com";
    }

    private LineClient client(TestSite target, int port, String address) throws Exception {
        return LineClient.connect(InetAddress.getByName(address), port, target.authority());
    }

    private String imap(TestSite target, String address, String name, String password) throws Exception {
        try (LineClient client = client(target, target.imap(), address)) {
            client.line();
            return client.send("a LOGIN " + name + " " + password + "\r\n").until("a ");
        }
    }

    private String pop3(TestSite target, String address, String name, String password) throws Exception {
        try (LineClient client = client(target, target.pop3(), address)) {
            client.line();
            client.ask("USER " + name);
            return client.ask("PASS " + password);
        }
    }

    @Test
    void refusesAnAccountAfterTooManyFailures() throws Exception {
        assertThat(imap(site, "127.0.1.1", user, "wrong")).isEqualTo(REFUSED);
        assertThat(pop3(other, "127.0.1.2", user, "wrong")).isEqualTo("-ERR [AUTH] LOGIN failed");
        assertThat(imap(other, "127.0.1.3", user.toUpperCase(Locale.ROOT), "wrong"))
                .isEqualTo(REFUSED);
        assertThat(pop3(site, "127.0.1.4", user, "wrong")).isEqualTo("-ERR [AUTH] LOGIN failed");
        site.zimbra().clearRequests();

        assertThat(imap(site, "127.0.1.5", user, "secret")).isEqualTo(REFUSED);
        assertThat(pop3(other, "127.0.1.6", user, "secret")).isEqualTo("-ERR [AUTH] LOGIN failed");

        assertThat(site.zimbra().requests())
                .as("requests to lookup handlers and mailbox servers")
                .isEmpty();
        site.proxy().awaitLine(line -> line.contains("cause=too_many_failures"));
    }

    @Test
    void refusesAnAddressAfterTooManyFailures() throws Exception {
        String address = "127.0.2." + test;
        for (int i = 0; i < FAILURES; i++) {
            assertThat(imap(i % 2 == 0 ? site : other, address, "nobody" + i + "@example.com", "x"))
                    .isEqualTo(REFUSED);
        }
        assertThat(imap(site, address, user, "secret")).isEqualTo(REFUSED);
        assertThat(imap(other, address, user, "secret")).isEqualTo(REFUSED);
        assertThat(imap(site, "127.0.3." + test, user, "secret")).contains("a OK");
    }

    @Test
    void doesNotCountSuccessesAndExemptAddresses() throws Exception {
        for (int i = 0; i < FAILURES + 2; i++) {
            assertThat(imap(site, "127.0.0.1", "nobody" + test + i + "@example.com", "x"))
                    .isEqualTo(REFUSED);
            assertThat(imap(other, "127.0.0.1", user, "secret")).contains("a OK");
        }
    }

    @Test
    void limitsTheSessionsOfAnAccount() throws Exception {
        List<LineClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < USER_SESSIONS; i++) {
                LineClient client =
                        client(i % 2 == 0 ? site : other, i % 2 == 0 ? site.imap() : other.imap(), "127.0.0.1");
                open.add(client);
                client.line();
                assertThat(client.send("a LOGIN " + user + " secret\r\n").until("a "))
                        .contains("a OK");
            }
            assertThat(imap(site, "127.0.0.1", user, "secret")).isEqualTo(TOO_MANY);
            assertThat(imap(other, "127.0.0.1", user.toUpperCase(Locale.ROOT), "secret"))
                    .isEqualTo(TOO_MANY);
            assertThat(pop3(other, "127.0.0.1", user, "secret"))
                    .isEqualTo("-ERR [LOGIN-DELAY] Too many sessions of this user are open");
            assertThat(open.get(0).ask("b NOOP")).startsWith("b OK");

            open.remove(1).close();

            awaitLogin(site);
        } finally {
            for (LineClient client : open) {
                client.close();
            }
        }
    }

    /** Waits until a login succeeds, because the end of a session reaches the other proxy with a delay. */
    private void awaitLogin(TestSite target) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String reply = imap(target, "127.0.0.1", user, "secret");
        while (!reply.contains("a OK")) {
            assertThat(System.nanoTime()).as(reply).isLessThan(end);
            reply = imap(target, "127.0.0.1", user, "secret");
        }
    }

    @Test
    void limitsTheConnectionsOfAnAddress() throws Exception {
        String address = "127.0.4." + test;
        List<LineClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < IP_SESSIONS; i++) {
                LineClient client = client(site, i % 2 == 0 ? site.imap() : other.pop3(), address);
                open.add(client);
                assertThat(client.line()).contains("OK");
            }
            try (LineClient more = client(site, other.imap(), address)) {
                assertThat(more.rest()).isEqualTo("* BYE [UNAVAILABLE] too many connections, try again later\r\n");
            }
            try (LineClient fromElsewhere = client(site, other.imap(), "127.0.5." + test)) {
                assertThat(fromElsewhere.line()).startsWith("* OK");
            }
        } finally {
            for (LineClient client : open) {
                client.close();
            }
        }
    }

    @Test
    void appliesTheLimitsOfADomain() throws Exception {
        assertThat(imap(site, "127.0.0.1", "ann@example.org", "secret")).contains("a OK");
        assertThat(imap(other, "127.0.0.1", "ann@example.org", "secret"))
                .isEqualTo("* BYE Enough for today\na NO [LIMIT] LOGIN failed\n");
        for (int i = 0; i < 3; i++) {
            assertThat(imap(other, "127.0.0.1", user, "secret")).contains("a OK");
        }
    }
}
