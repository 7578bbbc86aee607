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
 * How long an answer is waited for, by the rows of {@code web/timeouts.tsv}. The servers do not answer before they may: who
 * is not given up then, and was there before the others were given up, is waited for longer.
 */
class ReadTimeoutsIT {
    private static final Path ROWS = Path.of("src/test/resources/web/timeouts.tsv");

    @TempDir
    static Path folder;

    private static PoolSite site;
    private static CountDownLatch news;

    @BeforeAll
    static void start() throws Exception {
        site = PoolSite.start("timeouts", folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void nobodyAnswers() {
        site.takeRequests();
        CountDownLatch wait = new CountDownLatch(1);
        news = wait;
        for (String name : new String[] {"mail1", "mail1:zx", "ews1", "tasks1"}) {
            RecordingServer server = site.server(name);
            server.answers(request -> {
                wait.await();
                return server.greet(request);
            });
        }
    }

    /** The requests of this kind, each on a connection of its own, and sent. */
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
            statuses.put(client.getKey(), client.getValue().answer().status());
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
    void waitsLongerForAnswersThatComeWhenThereIsNews() throws Exception {
        // Given
        Map<String, RawWebClient> patient = send("long");
        site.awaitRequests(patient.size());
        Map<String, RawWebClient> given = send("short");
        assertThat(statuses(given)).isEqualTo(all(given, 504));
        // When
        news.countDown();
        // Then
        assertThat(statuses(patient)).isEqualTo(all(patient, 200));
    }
}
