package io.zimbraproxy.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods are addresses of this machine, at one port. */
class PodReportClientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SILENT = "127.0.0.9";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.setExecutor(threads);
        server.createContext("/config", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdown();
    }

    /** As the address of the pod has been told to; with nothing to say it is 503. */
    private void answer(HttpExchange exchange) throws IOException {
        String address = exchange.getLocalAddress().getAddress().getHostAddress();
        if (address.equals(SILENT)) {
            try {
                end.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
        String text = answers.get(address);
        byte[] body = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text == null ? 503 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void whatPodsSay() {
        answers.put("127.0.0.1", "{\"hash\": \"abc\", \"generation\": 7, \"problems\": [], \"new\": true}");
        answers.put(
                "127.0.0.2",
                "{\"hash\": \"def\", \"generation\": 6, \"problems\": [\"p\", \"q\"], \"warnings\": [\"w\"]}");

        List<PodReport> reports = ask(pod("edge-b", "127.0.0.2", true), pod("edge-a", "127.0.0.1", true));

        assertThat(reports)
                .containsExactly(
                        new PodReport("edge-a", "abc", 7, List.of(), List.of(), null),
                        new PodReport("edge-b", "def", 6, List.of("p", "q"), List.of("w"), null));
    }

    @Test
    void ipv6() throws IOException {
        Assumptions.assumeTrue(hasIpv6(), "this machine has IPv6");
        answers.put("0:0:0:0:0:0:0:1", "{\"hash\": \"abc\", \"generation\": 7}");

        assertThat(ask(pod("edge-a", "::1", true)))
                .containsExactly(new PodReport("edge-a", "abc", 7, List.of(), List.of(), null));
    }

    private static boolean hasIpv6() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.isLoopbackAddress() && address instanceof Inet6Address);
    }

    @Test
    void garbage() {
        answers.put("127.0.0.1", "<html>");
        answers.put("127.0.0.2", "[]");
        answers.put("127.0.0.3", "");

        List<PodReport> reports =
                ask(pod("a", "127.0.0.1", true), pod("b", "127.0.0.2", true), pod("c", "127.0.0.3", true));

        assertThat(reports.get(0)).isEqualTo(PodReport.unreachable("a", "its answer is not JSON"));
        assertThat(reports).noneMatch(report -> report.runs("abc", 0));
    }

    @Test
    void anotherStatus() {
        assertThat(ask(pod("a", "127.0.0.1", true))).containsExactly(PodReport.unreachable("a", "it answers 503"));
    }

    /** One that hangs keeps nobody else from being heard. */
    @Test
    void silence() {
        answers.put("127.0.0.1", "{\"hash\": \"abc\"}");

        List<PodReport> reports = ask(Duration.ofSeconds(3), pod("a", SILENT, true), pod("b", "127.0.0.1", true));

        assertThat(reports).extracting(PodReport::pod).containsExactly("a", "b");
        assertThat(reports.get(0).fault()).contains("timed out");
        assertThat(reports.get(1).hash()).isEqualTo("abc");
    }

    @Test
    void nobodyThere() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        List<PodReport> reports = new PodReportClient(closed, PATIENCE).ask(List.of(pod("a", "127.0.0.1", true)));

        assertThat(reports).hasSize(1).allMatch(report -> report.fault() != null && report.hash() == null);
    }

    @Test
    void onlyReadyOnesAreAsked() {
        answers.put("127.0.0.1", "{}");
        Pod leaving = new PodBuilder(pod("leaving", "127.0.0.1", true))
                .editMetadata()
                .withDeletionTimestamp("2030-01-01T00:00:00Z")
                .endMetadata()
                .build();
        Pod fresh = new PodBuilder()
                .withNewMetadata()
                .withName("fresh")
                .endMetadata()
                .build();

        assertThat(ask(pod("starting", "127.0.0.1", false), pod("placed", null, true), leaving, fresh))
                .isEmpty();
    }

    private List<PodReport> ask(Pod... pods) {
        return ask(PATIENCE, pods);
    }

    private List<PodReport> ask(Duration patience, Pod... pods) {
        return new PodReportClient(server.getAddress().getPort(), patience).ask(List.of(pods));
    }

    private static Pod pod(String name, String address, boolean ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withPodIP(address)
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }
}
