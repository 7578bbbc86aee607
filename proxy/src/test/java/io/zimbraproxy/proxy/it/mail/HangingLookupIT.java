package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hung lookup handler delays only the logins that it was asked for, and those only briefly. */
class HangingLookupIT {
    private static final int CLIENTS = 200;

    private static ExecutorService clients;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(
            StubConfig.demo().withAccounts(accounts()), Manifest.sixPorts().lookupTimeout("1h"));

    private static Account[] accounts() {
        return IntStream.range(0, 2 * CLIENTS)
                .mapToObj(i -> Account.of("user" + i + "@example.com", "secret", "mailbox-" + (1 + i % 2)))
                .toArray(Account[]::new);
    }

    @BeforeAll
    static void startClients() {
        clients = Executors.newFixedThreadPool(CLIENTS);
    }

    @AfterAll
    static void stopClients() {
        clients.shutdownNow();
    }

    @AfterEach
    void clearFaults() {
        site.zimbra().clearFaults();
    }

    /** Logs in many clients at once. Returns the sorted times from LOGIN to its reply, in milliseconds. */
    private static List<Long> logIn(int first) throws Exception {
        List<Callable<Long>> logins = IntStream.range(first, first + CLIENTS)
                .<Callable<Long>>mapToObj(i -> () -> {
                    try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
                        client.line();
                        long start = System.nanoTime();
                        String reply = client.send("a LOGIN user" + i + "@example.com secret\r\n")
                                .until("a ");
                        assertThat(reply).contains("a OK");
                        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    }
                })
                .toList();
        List<Long> times = new ArrayList<>();
        for (Future<Long> login : clients.invokeAll(logins, 60, TimeUnit.SECONDS)) {
            times.add(login.get());
        }
        times.sort(null);
        return times;
    }

    @Test
    void asksOnceForManyLoginsOfOneUser() throws Exception {
        site.zimbra().clearRequests();
        List<Callable<String>> logins = Collections.nCopies(50, () -> {
            try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
                client.line();
                return client.send("a LOGIN alice@example.com secret-alice\r\n").until("a ");
            }
        });
        for (Future<String> login : clients.invokeAll(logins, 60, TimeUnit.SECONDS)) {
            assertThat(login.get()).contains("a OK");
        }
        // On a busy machine the first handler may be late, and then the proxy asks the second one.
        assertThat(site.zimbra().lookup().requests().size()).isBetween(1, 2);
    }

    @Test
    void remembersUnknownUsersBriefly() throws Exception {
        site.zimbra().clearRequests();
        for (int i = 0; i < 3; i++) {
            try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
                client.line();
                client.send("a LOGIN nobody@example.com x\r\n");
            }
        }
        site.proxy().awaitConnections(0);
        assertThat(site.zimbra().lookup().requests().size()).isBetween(1, 2);
    }

    @Test
    void aHungHandlerDoesNotBlockLogins() throws Exception {
        List<Long> healthy = logIn(0);
        site.zimbra().fault("lookup/1", Fault.hang());
        List<Long> hung = logIn(CLIENTS);
        System.out.printf(
                "milliseconds for a login, median / slowest of %d: both handlers healthy %d / %d, one hung %d / %d%n",
                CLIENTS,
                healthy.get(CLIENTS / 2),
                healthy.get(CLIENTS - 1),
                hung.get(CLIENTS / 2),
                hung.get(CLIENTS - 1));
        // The lookup time-out is an hour, so the logins succeeded without the hung handler.
        assertThat(site.proxy().log()).contains("lookup handler marked as failed");
    }
}
