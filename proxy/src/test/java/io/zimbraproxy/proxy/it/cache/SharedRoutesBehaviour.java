package io.zimbraproxy.proxy.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.TestSite;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Behaviour of proxies with a shared route cache, also while the cache is down. */
abstract class SharedRoutesBehaviour extends RouteCacheBehaviour {
    private TestSite another;

    @Test
    void usesRoutesOfOtherProxies() throws Exception {
        TestSite other = other();
        assertThat(login(other, "imap", ALICE, "secret-alice")).isTrue();
        assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
        assertThat(lookups()).isEqualTo(1);
    }

    @Test
    void purgesTheLocalCacheOfOtherProxies() throws Exception {
        TestSite other = other();
        assertThat(login(other, "imap", ALICE, "secret-alice")).isTrue();
        assertThat(purge(site, ALICE).statusCode()).isEqualTo(200);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (lookups() < 2 && System.nanoTime() < end) {
            assertThat(login(other, "imap", ALICE, "secret-alice")).isTrue();
        }
        assertThat(lookups()).isEqualTo(2);
    }

    /** Starts a second proxy with a local cache of 60 s, once. */
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
        // The proxy writes them in the background.
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
    void servesUsersWhileTheCacheIsStopped() throws Exception {
        assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
        store.stop();
        try {
            logInFiveTimes();
            assertThat(purge(site, ALICE).body()).contains("\"missed\":[\"");
        } finally {
            store.run();
        }
        awaitUseOfTheCache();
    }

    @Test
    void servesUsersWhileTheCacheHangs() throws Exception {
        assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
        store.freeze();
        try {
            logInFiveTimes();
            site.proxy().awaitLine(line -> line.contains("does not respond") && line.contains("no response in 200 ms"));
        } finally {
            store.thaw();
        }
        awaitUseOfTheCache();
    }

    private void logInFiveTimes() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(login(site, "imap", ALICE, "secret-alice")).isTrue();
            assertThat(login(site, "pop3", ALICE, "secret-alice")).isTrue();
            assertThat(login(site, "http", ALICE, "secret-alice")).isTrue();
        }
    }

    private void awaitUseOfTheCache() throws Exception {
        // Ten users, so that the keys are spread over all servers.
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
