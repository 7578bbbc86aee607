package io.zimbraproxy.proxy.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.Throttle;
import io.zimbraproxy.proxy.net.ClientPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void countsInTheProcess() {
        LocalCounters counters = new LocalCounters();
        assertThat(now(counters.read("a"))).isZero();
        assertThat(now(counters.add("a", HOUR))).isEqualTo(1);
        assertThat(now(counters.add("a", HOUR))).isEqualTo(2);
        assertThat(now(counters.read("a"))).isEqualTo(2);
        assertThat(now(counters.add("b", HOUR))).isEqualTo(1);
    }

    @Test
    void firstEventStartsTheWindow() {
        LocalCounters counters = new LocalCounters();
        now(counters.add("a", Duration.ofNanos(1)));
        assertThat(now(counters.read("a"))).isZero();
        assertThat(now(counters.add("a", HOUR))).isEqualTo(1);
    }

    private static LoginLimits limits(int user, int ip, int imap, String... exempt) {
        Throttle general = Throttle.defaults()
                .withIp(new RateLimit(ip, HOUR))
                .withImapIp(new RateLimit(imap, HOUR))
                .withUser(new RateLimit(user, HOUR))
                .withExempt(List.of(exempt));
        return new LoginLimits(new LimitTable(general, List.of()), new LocalCounters());
    }

    private static ClientPeer from(String address) {
        return new ClientPeer(address, 4242, "192.0.2.1");
    }

    @Test
    void defaultsLimitNothing() {
        LoginLimits none = limits(0, 0, 0);
        for (int i = 0; i < 1000; i++) {
            assertThat(now(none.connection(MailFamily.IMAP, from("192.0.2.7"), null)))
                    .isTrue();
            assertThat(now(none.beforeLogin("alice@example.com"))).isTrue();
            assertThat(now(none.login("alice@example.com"))).isTrue();
        }
    }

    @Test
    void limitsConnectionsByProtocolAndAddress() {
        LoginLimits limits = limits(0, 1, 2);
        assertThat(now(limits.connection(MailFamily.IMAP, from("192.0.2.7"), null)))
                .isTrue();
        assertThat(now(limits.connection(MailFamily.IMAP, from("192.0.2.7"), null)))
                .isTrue();
        assertThat(now(limits.connection(MailFamily.IMAP, from("192.0.2.7"), null)))
                .isFalse();
        assertThat(now(limits.connection(MailFamily.POP3, from("192.0.2.7"), null)))
                .isTrue();
        assertThat(now(limits.connection(MailFamily.POP3, from("192.0.2.7"), null)))
                .isFalse();
        assertThat(now(limits.connection(MailFamily.IMAP, from("2001:db8::7"), null)))
                .isTrue();
    }

    @Test
    void exemptsNetworks() {
        LoginLimits limits = limits(0, 1, 0, "192.0.2.0/24", "2001:db8::/32");
        for (int i = 0; i < 3; i++) {
            assertThat(now(limits.connection(MailFamily.IMAP, from("192.0.2.7"), null)))
                    .isTrue();
            assertThat(now(limits.connection(MailFamily.IMAP, from("2001:db8::7"), null)))
                    .isTrue();
        }
        assertThat(now(limits.connection(MailFamily.IMAP, from("198.51.100.7"), null)))
                .isTrue();
        assertThat(now(limits.connection(MailFamily.IMAP, from("198.51.100.7"), null)))
                .isFalse();
    }

    @Test
    void accountNamesIgnoreCase() {
        LoginLimits limits = limits(1, 0, 0);
        assertThat(now(limits.login("alice@example.com"))).isTrue();
        assertThat(now(limits.beforeLogin("ALICE@example.com"))).isTrue();
        assertThat(now(limits.login("Alice@Example.com"))).isFalse();
        assertThat(now(limits.beforeLogin("alice@example.com"))).isFalse();
        assertThat(now(limits.login("bob@example.com"))).isTrue();
    }
}
