package io.zimbraproxy.proxy.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.spec.Domain;
import io.zimbraproxy.crds.spec.DomainThrottle;
import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.SessionLimits;
import io.zimbraproxy.crds.spec.Throttle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTableTest {
    private final LimitTable limits = new LimitTable(
            Throttle.defaults(),
            List.of(domain("example.com", 3, "mail.example.com", "*.mail.example.com"), Domain.of("example.org")));

    private static Domain domain(String name, int logins, String... hosts) {
        RateLimit limit = new RateLimit(logins, Duration.ofHours(1));
        DomainThrottle own = DomainThrottle.defaults().withIp(limit).withUser(limit);
        return Domain.of(name).withVirtualHosts(List.of(hosts)).withThrottle(own);
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.com, 3",
        "ALICE@EXAMPLE.COM, 3",
        "odd@name@example.com, 3",
        "alice@example.org, 0",
        "alice@example.com.evil.test, 0",
        "alice, 0",
        "alice@, 0"
    })
    void anAccountHasTheLimitsOfItsDomain(String account, int limit) {
        assertThat(limits.ofAccount(account).user().limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "mail.example.com, 3",
                "MAIL.example.com, 3",
                "eu.mail.example.com, 3",
                "a.eu.mail.example.com, 0",
                "mail.example.org, 0",
                "NONE, 0"
            },
            nullValues = "NONE")
    void aServerNameHasTheLimitsOfItsDomain(String name, int limit) {
        assertThat(limits.ofHost(name).ip().limit()).isEqualTo(limit);
    }

    @Test
    void knowsWhetherSessionsAreCounted() {
        DomainThrottle own = DomainThrottle.defaults().withSessions(new SessionLimits(0, 5));
        List<Domain> domains = List.of(Domain.of("example.com").withThrottle(own));

        assertThat(limits.limitsSessions()).isFalse();
        assertThat(new LimitTable(Throttle.defaults(), domains).limitsSessions())
                .isTrue();
    }
}
