package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.RawWebClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Time-outs of responses, by the rows of {@code web/timeouts.tsv}. The servers respond to the {@code long} requests only
 * after all {@code short} ones, which are sent later, have timed out.
 */
class ReadTimeoutsIT {
    private static final Path ROWS = Path.of("src/test/resources/web/timeouts.tsv");

    @TempDir
    static Path folder;

    private static PoolSite site;
    private static CountDownLatch release;

    @BeforeAll
    static void start() throws Exception {
        site = PoolSite.start("timeouts", folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void holdResponses() {
        site.takeRequests();
        CountDownLatch wait = new CountDownLatch(1);
        release = wait;
        for (String name : new String[] {"mail1", "mail1:zx", "ews1", "tasks1"}) {
            RecordingServer server = site.server(name);
            server.respondWith(request -> {
                wait.await();
                return server.greeting(request);
            });
        }
    }

    /** Sends the requests of a kind, each on its own connection. */
    private static Map<String, RawWebClient> send(String kind) throws Exception {
        Map<String, RawWebClient> clients = new LinkedHashMap<>();
        for (String request : requests(kind)) {
            RawWebClient client = site.client("https");
            client.send(request + " HTTP/1.1\r\nHost: " + PoolSite.HOST + "\r\nContent-Length: 0\r\n\r\n");
            clients.put(request, client);
        }
        return clients;
    }

    private static Iterable<String> requests(String kind) throws IOException {
        try (Stream<String> lines = Files.lines(ROWS)) {
            return lines.filter(line -> line.startsWith(kind + '\t'))
                    .map(line -> line.split("\t", -1)[1])
                    .toList();
        }
    }

    private static Map<String, Integer> statuses(Map<String, RawWebClient> clients) throws IOException {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (Map.Entry<String, RawWebClient> client : clients.entrySet()) {
            statuses.put(client.getKey(), client.getValue().response().status());
            client.getValue().close();
        }
        return statuses;
    }

    private static Map<String, Integer> all(Map<String, RawWebClient> clients, int status) {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        clients.keySet().forEach(request -> statuses.put(request, status));
        return statuses;
    }

    @Test
    void waitsLongerForPolls() throws Exception {
        // Given
        Map<String, RawWebClient> longRequests = send("long");
        site.awaitRequests(longRequests.size());
        Map<String, RawWebClient> shortRequests = send("short");
        assertThat(statuses(shortRequests)).as("short requests of " + ROWS).isEqualTo(all(shortRequests, 504));
        // When
        release.countDown();
        // Then
        assertThat(statuses(longRequests)).as("long requests of " + ROWS).isEqualTo(all(longRequests, 200));
    }
}
