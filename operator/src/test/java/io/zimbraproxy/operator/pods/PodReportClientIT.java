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

/** Reading of the configuration from pods. The pods are loopback addresses with one port. */
class PodReportClientIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String HUNG = "127.0.0.9";

    private final Map<String, String> responses = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.setExecutor(threads);
        server.createContext("/config", this::respond);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdown();
    }

    /** Responds with the text for the address of the pod, or with 503 if there is none. */
    private void respond(HttpExchange exchange) throws IOException {
        String address = exchange.getLocalAddress().getAddress().getHostAddress();
        if (address.equals(HUNG)) {
            try {
                end.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
        String text = responses.get(address);
        byte[] body = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text == null ? 503 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void reportsOfReadyPods() {
        responses.put("127.0.0.1", "{\"hash\": \"abc\", \"generation\": 7, \"problems\": [], \"new\": true}");
        responses.put(
                "127.0.0.2",
                "{\"hash\": \"def\", \"generation\": 6, \"problems\": [\"p\", \"q\"], \"warnings\": [\"w\"]}");

        List<PodReport> reports = read(pod("edge-b", "127.0.0.2", true), pod("edge-a", "127.0.0.1", true));

        assertThat(reports)
                .containsExactly(
                        new PodReport("edge-a", "abc", 7, List.of(), List.of(), null),
                        new PodReport("edge-b", "def", 6, List.of("p", "q"), List.of("w"), null));
    }

    @Test
    void ipv6() throws IOException {
        Assumptions.assumeTrue(hasIpv6(), "this machine has IPv6");
        responses.put("0:0:0:0:0:0:0:1", "{\"hash\": \"abc\", \"generation\": 7}");

        assertThat(read(pod("edge-a", "::1", true)))
                .containsExactly(new PodReport("edge-a", "abc", 7, List.of(), List.of(), null));
    }

    private static boolean hasIpv6() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.isLoopbackAddress() && address instanceof Inet6Address);
    }

    @Test
    void malformedResponses() {
        responses.put("127.0.0.1", "<html>");
        responses.put("127.0.0.2", "[]");
        responses.put("127.0.0.3", "");

        List<PodReport> reports =
                read(pod("a", "127.0.0.1", true), pod("b", "127.0.0.2", true), pod("c", "127.0.0.3", true));

        assertThat(reports.get(0)).isEqualTo(PodReport.unreachable("a", "the response is not JSON"));
        assertThat(reports).noneMatch(report -> report.runs("abc", 0));
    }

    @Test
    void errorStatus() {
        assertThat(read(pod("a", "127.0.0.1", true))).containsExactly(PodReport.unreachable("a", "HTTP status 503"));
    }

    /** A hung pod does not delay the reports of the others. */
    @Test
    void hungPod() {
        responses.put("127.0.0.1", "{\"hash\": \"abc\"}");

        List<PodReport> reports = read(Duration.ofSeconds(3), pod("a", HUNG, true), pod("b", "127.0.0.1", true));

        assertThat(reports).extracting(PodReport::pod).containsExactly("a", "b");
        assertThat(reports.get(0).fault()).contains("timed out");
        assertThat(reports.get(1).hash()).isEqualTo("abc");
    }

    @Test
    void closedPort() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        List<PodReport> reports = new PodReportClient(closed, TIMEOUT).read(List.of(pod("a", "127.0.0.1", true)));

        assertThat(reports).hasSize(1).allMatch(report -> report.fault() != null && report.hash() == null);
    }

    @Test
    void onlyReadyPodsAreAsked() {
        responses.put("127.0.0.1", "{}");
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

        assertThat(read(pod("starting", "127.0.0.1", false), pod("placed", null, true), leaving, fresh))
                .isEmpty();
    }

    private List<PodReport> read(Pod... pods) {
        return read(TIMEOUT, pods);
    }

    private List<PodReport> read(Duration timeout, Pod... pods) {
        return new PodReportClient(server.getAddress().getPort(), timeout).read(List.of(pods));
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
