package io.zimbraproxy.proxy.it.web;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.RawWebClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unhealthy servers of a pool, and requests that fail at a server. */
class PoolHealthIT {
    @TempDir
    static Path folder;

    private static PoolSite site;
    private static PoolStatus pools;

    @BeforeAll
    static void start() throws Exception {
        site = PoolSite.start("pool-health", folder);
        pools = new PoolStatus(site);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void forgetRequests() {
        site.takeRequests();
    }

    private static Map<String, Long> counts(List<String> servers) {
        return servers.stream().collect(groupingBy(Function.identity(), counting()));
    }

    private static List<String> servers() {
        return site.requests().stream().map(WebRequest::server).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 500 Sorry", "HTTP/1.1 404 Not Found", "HTTP/1.1 503 Busy", "nothing"})
    void skipsAServerWhoseChecksFail(String response) throws Exception {
        // Given
        RecordingServer unhealthy = site.server("check1");
        AtomicInteger checks = new AtomicInteger();
        pools.awaitState("checked", "check1", "up");
        // When
        unhealthy.respondWith(request -> {
            checks.incrementAndGet();
            return response.equals("nothing") ? "" : response + "\r\nContent-Length: 0\r\n\r\n";
        });
        pools.awaitState("checked", "check1", "down");
        // Then
        assertThat(checks).hasValueGreaterThanOrEqualTo(2);
        assertThat(site.serversOf(4, "/checked/x")).containsOnly("check2");
        // And a redirect counts as healthy
        unhealthy.respondWith(request -> request.target().equals("/health")
                ? "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n"
                : unhealthy.greeting(request));
        pools.awaitState("checked", "check1", "up");
        assertThat(counts(site.serversOf(4, "/checked/x"))).isEqualTo(Map.of("check1", 2L, "check2", 2L));
    }

    @Test
    void skipsAServerWhoseChecksTimeOut() throws Exception {
        HeldResponses held = new HeldResponses();
        held.holdAt(site.server("slow1"));
        pools.awaitState("slow", "slow1", "down");
        assertThat(site.serversOf(4, "/slow/x")).containsOnly("slow2");
        held.release("/health");
        pools.awaitState("slow", "slow1", "up");
    }

    @Test
    void sendsToAnotherServerIfTheConnectFails() throws Exception {
        try (RawWebClient client = site.client("http")) {
            client.send("POST /mortal/x HTTP/1.1\r\nHost: " + PoolSite.HOST + "\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(PoolSite.server(client.response())).isEqualTo("mortal2");
        }
        assertThat(site.takeRequests())
                .singleElement()
                .extracting(WebRequest::body)
                .isEqualTo("hello");
        // The first server is not tried again for an hour.
        assertThat(site.serversOf(3, "/mortal/x")).containsOnly("mortal2");
        assertThat(pools.state("mortal", "dead1")).isEqualTo("failed");
        assertThat(pools.server("mortal", "dead1").getInteger("fails")).isPositive();
        assertThat(pools.state("mortal", "mortal2")).isEqualTo("up");
        assertThat(pools.server("mortal", "mortal2").getInteger("fails")).isZero();
    }

    @Test
    void respondsWith502IfNoServerCanBeReached() throws Exception {
        assertThat(site.serversOf(2, "/gone/x")).containsOnly("502");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"})
    void repeatsASafeRequestAtAnotherServer(String method) throws Exception {
        site.server("broken2").respondWith(request -> "");
        try (RawWebClient client = site.client("http")) {
            client.send(method + " /broken/x HTTP/1.1\r\nHost: " + PoolSite.HOST + "\r\n\r\n");
            assertThat(PoolSite.server(client.head())).isEqualTo("broken1");
        }
        List<String> tried = servers();
        assertThat(tried).startsWith("broken2").endsWith("broken1");
        assertThat(tried.subList(0, tried.size() - 1))
                .hasSizeLessThanOrEqualTo(2)
                .containsOnly("broken2");
    }

    @ParameterizedTest
    @CsvSource({"POST, 0", "POST, 5", "PUT, 5", "DELETE, 0", "MKCOL, 0", "GET, 5", "PROPFIND, 5"})
    void doesNotRepeatAnUnsafeRequest(String method, int bytes) throws Exception {
        site.server("broken2").respondWith(request -> "");
        try (RawWebClient client = site.client("http")) {
            client.send(method + " /broken/x HTTP/1.1\r\nHost: " + PoolSite.HOST + "\r\nContent-Length: " + bytes
                    + "\r\n\r\n" + "hello".substring(0, bytes));
            assertThat(client.response().status()).isEqualTo(502);
        }
        assertThat(servers()).isEqualTo(List.of("broken2"));
    }
}
