package io.zimbraproxy.proxy.http.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.crds.spec.UpstreamTls;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.upstream.Pools;
import io.zimbraproxy.proxy.upstream.ServerNames;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicUrlTest {
    private static final ReceivedRequest RECEIVED = new ReceivedRequest(
            new ClientPeer("192.0.2.1", 40000, "192.0.2.2"),
            "https",
            8443,
            HostHeader.of("mail.example.com:8443").orElseThrow());
    private static Vertx vertx;
    private static Pools pools;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        pools = new Pools(
                new Upstream(
                        new UpstreamTls(false, null, null, null), null, null, null, null, List.of(pool("127.0.0.1"))),
                new ServerNames(vertx));
        pools.refresh();
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    private static io.zimbraproxy.crds.spec.Pool pool(String host) {
        return new io.zimbraproxy.crds.spec.Pool(
                "mailclient",
                List.of(new PoolServer(host, 8080, 8443, null, null, null)),
                null,
                null,
                null,
                null,
                null);
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
    void rewritesUrlsOfTheServer(String location, String rewritten) {
        assertThat(PublicUrl.of(
                        location,
                        RECEIVED,
                        pools.named("mailclient").orElseThrow().peers().get(0),
                        pools))
                .isEqualTo(rewritten);
    }
}
