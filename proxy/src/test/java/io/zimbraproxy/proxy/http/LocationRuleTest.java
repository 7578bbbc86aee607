package io.zimbraproxy.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.crds.spec.UpstreamTls;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pools;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationRuleTest {
    private static final HostHeader HOST =
            HostHeader.of(List.of("mail.example.com:8443")).orElseThrow();
    private static final Peer PEER = peer();

    private static Peer peer() {
        Pools pools = new Pools(new Upstream(
                new UpstreamTls(false, null, null, null),
                null,
                null,
                null,
                List.of(new io.zimbraproxy.crds.spec.Pool(
                        "mailclient",
                        List.of(new PoolServer("127.0.0.1", 8080, 8443, null, null, null)),
                        null,
                        null,
                        null,
                        null))));
        pools.refresh();
        return pools.named("mailclient")
                .orElseThrow()
                .byAddress(new byte[4], Set.of())
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "http://mail.example.com/a?b#c,      https://mail.example.com:8443/a?b#c",
        "http://MAIL.example.com/a,          https://mail.example.com:8443/a",
        "http://mail.example.com:8080/a,     https://mail.example.com:8443/a",
        "http://127.0.0.1:8080/,             https://mail.example.com:8443/",
        "http://127.0.0.1:8080,              https://mail.example.com:8443",
        "http://mail.example.com:9999/a,     http://mail.example.com:9999/a",
        "http://www.example.net/a,           http://www.example.net/a",
        "http://mail.example.com.evil.net/a, http://mail.example.com.evil.net/a",
        "/a/b,                               /a/b",
        "ftp://mail.example.com/,            ftp://mail.example.com/",
        "http://u@mail.example.com/,         http://u@mail.example.com/",
    })
    void pointsToThisProxyWhatPointsToTheServer(String location, String rewritten) {
        assertThat(LocationRule.rewrite(location, "https", HOST, PEER)).isEqualTo(rewritten);
    }
}
