package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of two servers is killed and restarted under load: only requests that must not be repeated fail. */
class RollingServersIT {
    /** Number of requests; {@code -Drolling.requests=50000} sends more. */
    private static final int REQUESTS = Integer.getInteger("rolling.requests", 8000);

    private static final int CLIENTS = 8;
    private static final int STOPS = 5;
    private static final long PATIENCE_SECONDS = 600;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RoundRobin", "ClientIpHash"})
    void losesOnlyUnsafeRequestsAtTheKilledServer(String balancing) throws Exception {
        try (RollingServer killed = new RollingServer();
                RollingServer other = new RollingServer();
                TestSite site = TestSite.start(folder, StubConfig.empty(), pool(balancing, killed, other))) {
            AtomicInteger numbers = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            List<RollingClient> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> new RollingClient(site, numbers, () -> over.get() && numbers.get() >= REQUESTS))
                    .toList();
            List<Thread> threads = clients.stream().map(Thread::new).toList();
            threads.forEach(Thread::start);

            int stops = 0;
            try {
                for (int i = 0; i < STOPS; i++) {
                    killed.awaitResponses(REQUESTS / STOPS / 4);
                    killed.stop(CLIENTS);
                    stops++;
                    other.awaitResponses(REQUESTS / STOPS / 4);
                    killed.start();
                }
                // The server is used again after the last restart.
                killed.awaitResponses(1);
            } finally {
                over.set(true);
            }
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                assertThat(thread.isAlive()).isFalse();
            }
            check(balancing, clients, stops, killed, other, site.proxy());
            assertThat(IntStream.range(0, numbers.get()).mapToObj(number -> "POST /rolling/" + number))
                    .as("POST requests that were sent at most once")
                    .allMatch(request -> killed.received(request) + other.received(request) <= 1);
        }
    }

    /**
     * Failed servers are skipped, unless all servers have failed: then they are tried again. As nginx does, the proxy
     * responds to one request with 502 and forgets the failures.
     */
    @ParameterizedTest
    @ValueSource(strings = {"RoundRobin", "ClientIpHash", "LeastRequests"})
    void triesFailedServersAgainIfAllHaveFailed(String balancing) throws Exception {
        try (RollingServer one = new RollingServer();
                RollingServer other = new RollingServer();
                TestSite site = TestSite.start(
                        folder,
                        StubConfig.empty(),
                        pool(balancing, one, other).poolSettings("balancing: " + balancing));
                RawWebClient client = new RawWebClient(site.connect(site.http()))) {
            assertThat(client.get("/rolling/1").status()).isEqualTo(200);
            one.stop(0);
            other.stop(0);
            assertThat(client.get("/rolling/2").status()).isEqualTo(502);
            assertThat(client.get("/rolling/3").status()).isEqualTo(502);
            one.start();
            other.start();
            assertThat(List.of(
                            client.get("/rolling/4").status(),
                            client.get("/rolling/5").status()))
                    .contains(200);
        }
    }

    private static Manifest pool(String balancing, RollingServer killed, RollingServer other) {
        return Manifest.sixPorts()
                .pool("{host: 127.0.0.1, httpPort: " + killed.port() + "}, {host: 127.0.0.1, httpPort: " + other.port()
                        + "}")
                .poolSettings("balancing: " + balancing + ", health: {maxFails: 1, failTimeout: 300ms}");
    }

    private static void check(
            String balancing,
            List<RollingClient> clients,
            int stops,
            RollingServer killed,
            RollingServer other,
            ProxyProcess proxy)
            throws InterruptedException, ExecutionException {
        List<RollingClient.Failure> failures =
                clients.stream().flatMap(client -> client.failures().stream()).toList();
        int responses = clients.stream().mapToInt(RollingClient::responses).sum();
        long repeated = killed.cut().stream()
                .filter(request -> request.startsWith("GET "))
                .count();
        System.out.printf(
                "%s: %d responses, %d stops, %d GET repeated at the other server, %d POST lost at the killed server%n",
                balancing, responses, stops, repeated, failures.size());

        assertThat(responses + failures.size()).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(failures).as("failed requests are POST requests").allMatch(failure -> failure.request()
                .startsWith("POST "));
        // The log shows that each was sent to the killed server.
        String upstream = "upstream=127.0.0.1:" + killed.port() + ' ';
        for (RollingClient.Failure failure : failures) {
            String path = " path=" + failure.request().substring("POST ".length()) + ' ';
            proxy.awaitLine(
                    line -> line.contains(path) && line.contains(upstream) && line.contains("sent no response"));
        }
        assertThat(failures)
                .as("failed requests that the other server received")
                .allMatch(failure -> other.received(failure.request()) == 0);
        // Each cut GET was repeated, and each cut POST failed.
        assertThat(killed.cut()).allSatisfy(request -> {
            boolean lost =
                    failures.stream().anyMatch(failure -> failure.request().equals(request));
            assertThat(lost).as(request).isEqualTo(request.startsWith("POST "));
            assertThat(other.received(request)).as(request).isEqualTo(lost ? 0 : 1);
        });
        assertThat(repeated).isPositive();
    }
}
