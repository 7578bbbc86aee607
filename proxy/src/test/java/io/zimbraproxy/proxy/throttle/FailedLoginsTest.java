package io.zimbraproxy.proxy.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.Throttle;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
    private static final Duration DELAY = Duration.ofSeconds(10);
    private static final ClientPeer HERE = from("192.0.2.7");
    private static final ClientPeer THERE = from("198.51.100.7");

    private static ClientPeer from(String address) {
        return new ClientPeer(address, 4242, "192.0.2.1");
    }

    private static FailedLogins failures(int limit, String... exempt) {
        Throttle general = Throttle.defaults()
                .withFailedLogins(new RateLimit(limit, Duration.ofHours(1)))
                .withExempt(List.of(exempt));
        return new FailedLogins(new LimitTable(general, List.of()), new LocalCounters(), DELAY);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    @Test
    void withoutALimitEveryFailureHasTheSameDelay() {
        FailedLogins none = failures(0);
        for (int i = 0; i < 20; i++) {
            assertThat(now(none.failed(HERE, List.of("alice")))).isEqualTo(DELAY);
            assertThat(now(none.mayTry(HERE, "alice"))).isTrue();
        }
    }

    @Test
    void eachFailureDoublesTheDelayUpToEightTimes() {
        FailedLogins failures = failures(100);
        for (int factor : new int[] {1, 2, 4, 8, 8, 8}) {
            assertThat(now(failures.failed(HERE, List.of("alice")))).isEqualTo(DELAY.multipliedBy(factor));
        }
    }

    @Test
    void refusesAnAddressThatTriedManyNames() {
        FailedLogins failures = failures(3);
        for (String name : List.of("a", "b", "c")) {
            assertThat(now(failures.mayTry(HERE, name))).isTrue();
            now(failures.failed(HERE, List.of(name)));
        }
        assertThat(now(failures.mayTry(HERE, "d"))).isFalse();
        assertThat(now(failures.mayTry(THERE, "d"))).isTrue();
        assertThat(now(failures.refused(HERE, "d"))).isEqualTo(DELAY.multipliedBy(4));
    }

    @Test
    void refusesAnAccountThatManyAddressesTried() {
        FailedLogins failures = failures(2);
        now(failures.failed(HERE, List.of("alice", "alice@example.com")));
        now(failures.failed(THERE, List.of("ALICE@example.com")));

        assertThat(now(failures.mayTry(from("203.0.113.9"), "Alice@Example.com")))
                .isFalse();
        assertThat(now(failures.mayTry(from("203.0.113.9"), "alice")))
                .as("failed once")
                .isTrue();
    }

    @Test
    void anIpv6NetworkOf64BitsCountsAsOneAddress() {
        FailedLogins failures = failures(1);
        now(failures.failed(from("2001:db8:1:2::7"), List.of("alice")));

        assertThat(now(failures.mayTry(from("2001:db8:1:2:ffff::1"), "bob"))).isFalse();
        assertThat(now(failures.mayTry(from("2001:db8:1:3::7"), "bob"))).isTrue();
    }

    @Test
    void countsAccountsButNotExemptAddresses() {
        FailedLogins failures = failures(1, "192.0.2.0/24");
        now(failures.failed(HERE, List.of("alice")));

        assertThat(now(failures.mayTry(HERE, "bob"))).isTrue();
        assertThat(now(failures.mayTry(HERE, "alice"))).isFalse();
    }
}
