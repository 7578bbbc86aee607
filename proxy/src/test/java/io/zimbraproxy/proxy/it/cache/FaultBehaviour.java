package io.zimbraproxy.proxy.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SharedStore;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.journal.JournalEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins during faults of caches and lookup handlers. All logins must succeed, and the added latency is reported. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultBehaviour {
    private static final int LOGINS = 30;
    private static final int USERS = 2 * LOGINS;
    private static final int WARM_UP_ROUNDS = 20;

    SharedStore store;

    @RegisterExtension
    final SiteExtension site = SiteExtension.of(StubConfig.demo().withAccounts(users()), this::prepare);

    abstract SharedStore startStore(Path folder) throws Exception;

    private static Account[] users() {
        return IntStream.range(0, USERS)
                .mapToObj(i -> Account.of("user" + i + "@example.com", "secret", "mailbox-" + (1 + i % 2)))
                .toArray(Account[]::new);
    }

    private Manifest prepare(Companions companions) throws Exception {
        store = companions.add(startStore(companions.folder()));
        return Manifest.sixPorts()
                .clearTextLogins()
                .retryAfter("1s")
                .with("routeCache: {local: {ttl: 1ms}, " + store.settings() + "}");
    }

    @BeforeAll
    void warmUp() throws Exception {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            logins(this::knownAndNew);
        }
    }

    @AfterEach
    void clearFaults() throws Exception {
        site.zimbra().clearFaults();
        site.zimbra().clearRequests();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!allServersAreInUse()) {
            assertThat(System.nanoTime())
                    .as("the time by which all caches and lookup handlers are in use again")
                    .isLessThan(end);
            store.flush();
            logins(this::knownAndNew);
        }
    }

    private boolean allServersAreInUse() throws Exception {
        long handlers = site.zimbra().lookup().requests().stream()
                .map(JournalEntry::target)
                .distinct()
                .count();
        return handlers == 2 && site.proxy().usesItsCache() && failedCaches() == 0;
    }

    /** The metric with the number of cache servers that the proxy does not use. */
    double failedCaches() throws Exception {
        return site.proxy()
                .management()
                .metric("zimbra_proxy_shared_cache_failed")
                .orElseThrow();
    }

    /** Returns users of whom half have a route in the cache. */
    private String knownAndNew(int login) {
        return "user" + (login % 2 == 0 ? login % 10 : 10 + login) + "@example.com";
    }

    private String known(int login) {
        return "user" + login % 10 + "@example.com";
    }

    /** Starts or ends a fault. */
    interface Action {
        void run() throws Exception;
    }

    private interface Users {
        String user(int login);
    }

    private List<Long> logins(Users users) throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < LOGINS; i++) {
            try (LineClient client = site.connect(site.imap())) {
                client.line();
                long begin = System.nanoTime();
                String reply =
                        client.send("a LOGIN " + users.user(i) + " secret\r\n").until("a ");
                times.add(System.nanoTime() - begin);
                assertThat(reply).as("login %d", i).contains("a OK");
            }
        }
        return times;
    }

    /** Measures logins during the fault by users of whom half have a cached route. */
    void withFault(String fault, Action begin, Action end) throws Exception {
        store.flush();
        logins(this::known);
        List<Long> healthy = logins(this::knownAndNew);
        store.flush();
        logins(this::known);
        measure(fault, healthy, this::knownAndNew, begin, end);
    }

    /** Measures logins during the fault by users whose routes are all cached. */
    void withFaultAndWarmCache(String fault, Action begin, Action end) throws Exception {
        logins(this::known);
        measure(fault, logins(this::known), this::known, begin, end);
    }

    private void measure(String fault, List<Long> healthy, Users users, Action begin, Action end) throws Exception {
        begin.run();
        try {
            FaultTable.row(fault, healthy, logins(users));
        } finally {
            end.run();
        }
    }
}
