package io.zimbraproxy.proxy.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.TestSite;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What users see when several proxies keep their routes together, and when that fails. */
abstract class SharedRoutesBehaviour extends RouteCacheBehaviour {
    private TestSite another;

    @Test
    void learnsFromOtherProxies() throws Exception {
        TestSite other = other();
        assertThat(login(other, "imap", ALICE, "secret-alice")).isTrue();
        assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
        assertThat(lookups()).isEqualTo(1);
    }

    @Test
    void purgesTheMemoryOfOtherProxies() throws Exception {
        TestSite other = other();
        assertThat(login(other, "imap", ALICE, "secret-alice")).isTrue();
        assertThat(purge(site, ALICE).statusCode()).isEqualTo(200);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (lookups() < 2 && System.nanoTime() < end) {
            assertThat(login(other, "imap", ALICE, "secret-alice")).isTrue();
        }
        assertThat(lookups()).isEqualTo(2);
    }

    /** A second proxy, whose own memory lasts. */
    private TestSite other() throws Exception {
        if (another == null) {
            another = site.another(manifest("60s"));
        }
        purge(another, ALICE);
        site.zimbra().clearRequests();
        return another;
    }

    @Test
    void purgesKeysWithTheAddressOfAClient() throws Exception {
        assertThat(login(site, "imap", "alice", "secret-alice")).isTrue();
        // They are written while the login goes on.
        await(() -> store.value("alias:user=alice;ip=127.0.0.1").isPresent());
        await(() -> store.value("keys:user=" + ALICE).isPresent());
        assertThat(store.value("alias:user=alice;ip=127.0.0.1")).hasValue(ALICE);
        assertThat(store.value("keys:user=" + ALICE).map(String::strip)).hasValue("alias:user=alice;ip=127.0.0.1");
        purge(site, ALICE);
        assertThat(store.value("alias:user=alice;ip=127.0.0.1")).isEmpty();
        assertThat(store.value("route:proto=imap;user=" + ALICE)).isEmpty();
        assertThat(store.value("keys:user=" + ALICE)).isEmpty();
    }

    @Test
    void goesOnWhenItIsStopped() throws Exception {
        assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
        store.stop();
        try {
            logsInFiveTimes();
            assertThat(purge(site, ALICE).body()).contains("\"missed\":[\"");
        } finally {
            store.run();
        }
        comesBackByItself();
    }

    @Test
    void goesOnWhenItHangs() throws Exception {
        assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
        store.freeze();
        try {
            logsInFiveTimes();
            site.proxy().awaitLine(line -> line.contains("does not respond") && line.contains("no response in 200 ms"));
        } finally {
            store.thaw();
        }
        comesBackByItself();
    }

    private void logsInFiveTimes() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
            assertThat(login(site, "pop3", ALICE, "secret-alice")).isTrue();
            assertThat(login(site, "http", ALICE, "secret-alice")).isTrue();
        }
    }

    private void comesBackByItself() throws Exception {
        // Every server, whichever keys are its own.
        await(() -> {
            for (int user = 0; user < 10; user++) {
                assertThat(login(site, "imap", "user" + user + "@example.com", "secret-" + user))
                        .isTrue();
            }
            return site.proxy().usesItsCache();
        });
        assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
        await(() -> store.value("route:proto=imap;user=" + ALICE).isPresent());
    }

    private static void await(Callable<Boolean> event) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!event.call() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(event.call()).isTrue();
    }
}
