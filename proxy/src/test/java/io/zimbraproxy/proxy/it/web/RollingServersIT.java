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

/** One of two servers is killed and started again while clients ask: they do not notice, where that is possible. */
class RollingServersIT {
    /** More by {@code -Drolling.requests=50000}. */
    private static final int REQUESTS = Integer.getInteger("rolling.requests", 8000);

    private static final int CLIENTS = 8;
    private static final int STOPS = 5;
    private static final long PATIENCE_SECONDS = 600;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RoundRobin", "ClientIpHash"})
    void losesOnlyWhatWasInTheHandsOfTheDead(String balancing) throws Exception {
        try (RollingServer mortal = new RollingServer();
                RollingServer other = new RollingServer();
                TestSite site = TestSite.start(folder, StubConfig.empty(), pool(balancing, mortal, other))) {
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
                    mortal.awaitAnswers(REQUESTS / STOPS / 4);
                    mortal.stop(CLIENTS);
                    stops++;
                    other.awaitAnswers(REQUESTS / STOPS / 4);
                    mortal.start();
                }
                // It comes back the last time, too.
                mortal.awaitAnswers(1);
            } finally {
                over.set(true);
            }
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                assertThat(thread.isAlive()).isFalse();
            }
            check(balancing, clients, stops, mortal, other, site.proxy());
            assertThat(IntStream.range(0, numbers.get()).mapToObj(number -> "POST /rolling/" + number))
                    .as("what must not be done twice")
                    .allMatch(request -> mortal.received(request) + other.received(request) <= 1);
        }
    }

    /**
     * Servers that have failed are left alone for 10 s, but not when there is no other: they are asked again, as nginx does it,
     * which answers one request with 502 then and forgets what has failed.
     */
    @ParameterizedTest
    @ValueSource(strings = {"RoundRobin", "ClientIpHash", "LeastRequests"})
    void asksTheDeadAgainWhenNobodyElseIsThere(String balancing) throws Exception {
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

    private static Manifest pool(String balancing, RollingServer mortal, RollingServer other) {
        return Manifest.sixPorts()
                .pool("{host: 127.0.0.1, httpPort: " + mortal.port() + "}, {host: 127.0.0.1, httpPort: " + other.port()
                        + "}")
                .poolSettings("balancing: " + balancing + ", health: {maxFails: 1, failTimeout: 300ms}");
    }

    private static void check(
            String balancing,
            List<RollingClient> clients,
            int stops,
            RollingServer mortal,
            RollingServer other,
            ProxyProcess proxy)
            throws InterruptedException, ExecutionException {
        List<RollingClient.Failure> failures =
                clients.stream().flatMap(client -> client.failures().stream()).toList();
        int answered = clients.stream().mapToInt(RollingClient::answered).sum();
        long repeated = mortal.cut().stream()
                .filter(request -> request.startsWith("GET "))
                .count();
        System.out.printf(
                "%s: %d requests answered, %d stops, %d GET repeated elsewhere, %d POST lost in the dead server's hands%n",
                balancing, answered, stops, repeated, failures.size());

        assertThat(answered + failures.size()).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(failures).as("failures that are no POST").allMatch(failure -> failure.request()
                .startsWith("POST "));
        // Each was sent to the dead server, by the proxy's own words.
        String dead = "upstream=127.0.0.1:" + mortal.port() + ' ';
        for (RollingClient.Failure failure : failures) {
            String path = " path=" + failure.request().substring("POST ".length()) + ' ';
            proxy.awaitLine(line -> line.contains(path) && line.contains(dead) && line.contains("sent no response"));
        }
        assertThat(failures)
                .as("failures of what the other server has seen")
                .allMatch(failure -> other.received(failure.request()) == 0);
        // What was cut was repeated or lost, each as it must be.
        assertThat(mortal.cut()).allSatisfy(request -> {
            boolean lost =
                    failures.stream().anyMatch(failure -> failure.request().equals(request));
            assertThat(lost).as(request).isEqualTo(request.startsWith("POST "));
            assertThat(other.received(request)).as(request).isEqualTo(lost ? 0 : 1);
        });
        assertThat(repeated).isPositive();
    }
}
