package io.zimbraproxy.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedTargetsTest {
    private static Route route(String host, int port) {
        return new Route(host, port, UserName.of("alice").orElseThrow(), "alice");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 7143, true",
        "10.1.2.3, 143, true",
        "127.0.0.1, 7143, true",
        "127.0.0.1, 143, false",
        "127.9.9.9, 143, false",
        "::1, 143, false",
        "0.0.0.0, 143, false",
        "::ffff:127.0.0.1, 143, false",
        "mailbox-1.internal, 143, true",
    })
    void refusesItsOwnPorts(String host, int port, boolean allowed) {
        AllowedTargets targets = new AllowedTargets(List.of(), Set.of(143, 993));
        assertThat(targets.refusal(route(host, port)).isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "10.2.0.1, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "2001:db8::7, true",
        "2001:db9::7, false",
        "mailbox-1.internal, false",
    })
    void allowsOnlyListedNetworks(String host, boolean allowed) {
        AllowedTargets targets = new AllowedTargets(List.of("10.1.0.0/16", "192.0.2.7", "2001:db8::/32"), Set.of(143));
        assertThat(targets.refusal(route(host, 7143)).isEmpty()).isEqualTo(allowed);
    }
}
