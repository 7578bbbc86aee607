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

/** Which servers of a pool are left out, and what becomes of requests that they broke. */
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
    void forget() {
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
    void leavesOutAServerThatItsChecksFindIll(String answer) throws Exception {
        // Given
        RecordingServer ill = site.server("check1");
        AtomicInteger checks = new AtomicInteger();
        pools.awaitState("checked", "check1", "up");
        // When
        ill.answers(request -> {
            checks.incrementAndGet();
            return answer.equals("nothing") ? "" : answer + "\r\nContent-Length: 0\r\n\r\n";
        });
        pools.awaitState("checked", "check1", "down");
        // Then
        assertThat(checks).hasValueGreaterThanOrEqualTo(2);
        assertThat(site.answering(4, "/checked/x")).containsOnly("check2");
        // And a redirect is as good as a page
        ill.answers(request -> request.target().equals("/health")
                ? "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n"
                : ill.greet(request));
        pools.awaitState("checked", "check1", "up");
        assertThat(counts(site.answering(4, "/checked/x"))).isEqualTo(Map.of("check1", 2L, "check2", 2L));
    }

    @Test
    void leavesOutAServerThatDoesNotAnswerItsChecksInTime() throws Exception {
        Gate silence = new Gate();
        silence.before(site.server("slow1"));
        pools.awaitState("slow", "slow1", "down");
        assertThat(site.answering(4, "/slow/x")).containsOnly("slow2");
        silence.open("/health");
        pools.awaitState("slow", "slow1", "up");
    }

    @Test
    void takesTheNextServerForARequestThatWasNotSent() throws Exception {
        try (RawWebClient client = site.client("http")) {
            client.send("POST /mortal/x HTTP/1.1\r\nHost: " + PoolSite.HOST + "\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(PoolSite.server(client.answer())).isEqualTo("mortal2");
        }
        assertThat(site.takeRequests())
                .singleElement()
                .extracting(WebRequest::body)
                .isEqualTo("hello");
        // For an hour nobody tries the first one again.
        assertThat(site.answering(3, "/mortal/x")).containsOnly("mortal2");
        assertThat(pools.state("mortal", "dead1")).isEqualTo("failed");
        assertThat(pools.server("mortal", "dead1").getInteger("fails")).isPositive();
        assertThat(pools.state("mortal", "mortal2")).isEqualTo("up");
        assertThat(pools.server("mortal", "mortal2").getInteger("fails")).isZero();
    }

    @Test
    void saysSoWhenNoServerCanBeReached() throws Exception {
        assertThat(site.answering(2, "/gone/x")).containsOnly("502");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"})
    void takesAnotherServerForASafeRequestThatBroke(String method) throws Exception {
        site.server("broken2").answers(request -> "");
        try (RawWebClient client = site.client("http")) {
            client.send(method + " /broken/x HTTP/1.1\r\nHost: " + PoolSite.HOST + "\r\n\r\n");
            assertThat(PoolSite.server(client.head())).isEqualTo("broken1");
        }
        List<String> asked = servers();
        assertThat(asked).startsWith("broken2").endsWith("broken1");
        assertThat(asked.subList(0, asked.size() - 1))
                .hasSizeLessThanOrEqualTo(2)
                .containsOnly("broken2");
    }

    @ParameterizedTest
    @CsvSource({"POST, 0", "POST, 5", "PUT, 5", "DELETE, 0", "MKCOL, 0", "GET, 5", "PROPFIND, 5"})
    void sendsARequestOnceThatMustNotBeRepeated(String method, int bytes) throws Exception {
        site.server("broken2").answers(request -> "");
        try (RawWebClient client = site.client("http")) {
            client.send(method + " /broken/x HTTP/1.1\r\nHost: " + PoolSite.HOST + "\r\nContent-Length: " + bytes
                    + "\r\n\r\n" + "hello".substring(0, bytes));
            assertThat(client.answer().status()).isEqualTo(502);
        }
        assertThat(servers()).isEqualTo(List.of("broken2"));
    }
}
