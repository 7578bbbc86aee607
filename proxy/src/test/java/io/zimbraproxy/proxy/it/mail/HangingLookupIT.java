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

/** A lookup handler that hangs delays nobody but those it was to answer, and them for a moment only. */
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
    void heal() {
        site.zimbra().clearFaults();
    }

    /** Milliseconds from LOGIN to its answer, of clients that all log in at once. */
    private static List<Long> logIn(int first) throws Exception {
        List<Callable<Long>> logins = IntStream.range(first, first + CLIENTS)
                .<Callable<Long>>mapToObj(i -> () -> {
                    try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
                        client.line();
                        long start = System.nanoTime();
                        String answer = client.send("a LOGIN user" + i + "@example.com secret\r\n")
                                .until("a ");
                        assertThat(answer).contains("a OK");
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
    void oneLookupIsEnoughForManyLoginsOfOneUser() throws Exception {
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
        // The second handler is asked when the first one, in a busy process here, takes longer than it should.
        assertThat(site.zimbra().lookup().requests().size()).isBetween(1, 2);
    }

    @Test
    void remembersForAMomentThatNobodyIsCalledThat() throws Exception {
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
    void othersAreNotDelayed() throws Exception {
        List<Long> well = logIn(0);
        site.zimbra().fault("lookup/1", Fault.hang());
        List<Long> hanging = logIn(CLIENTS);
        System.out.printf(
                "milliseconds for a login, median / slowest of %d: both handlers well %d / %d, one hanging %d / %d%n",
                CLIENTS,
                well.get(CLIENTS / 2),
                well.get(CLIENTS - 1),
                hanging.get(CLIENTS / 2),
                hanging.get(CLIENTS - 1));
        // The handler would be waited for an hour: that all logins have succeeded is the proof.
        assertThat(site.proxy().log()).contains("lookup handler left out");
    }
}
