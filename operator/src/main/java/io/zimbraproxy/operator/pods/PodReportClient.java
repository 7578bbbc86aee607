package io.zimbraproxy.operator.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.zimbraproxy.crds.text.HostPort;
import io.zimbraproxy.crds.text.RootCause;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads {@code GET /config} from pods, concurrently and with a timeout. */
public final class PodReportClient {
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final int port;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * Creates a client.
     *
     * @param port management port of the pods
     * @param timeout for the connection, and for the response
     */
    public PodReportClient(int port, Duration timeout) {
        this.port = port;
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Returns a report for each ready pod, sorted by name. A pod that fails to respond has a report with a fault. */
    public List<PodReport> read(Collection<Pod> pods) {
        List<CompletableFuture<PodReport>> reports =
                pods.stream().filter(PodReadiness::ready).map(this::read).toList();
        return reports.stream()
                .map(CompletableFuture::join)
                .sorted(Comparator.comparing(PodReport::pod))
                .toList();
    }

    private CompletableFuture<PodReport> read(Pod pod) {
        String name = pod.getMetadata().getName();
        URI uri = URI.create("http://" + HostPort.format(pod.getStatus().getPodIP(), port) + "/config");
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(timeout).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> report(name, response))
                .exceptionally(fault -> PodReport.unreachable(name, reason(fault)));
    }

    private static PodReport report(String name, HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            return PodReport.unreachable(name, "HTTP status " + response.statusCode());
        }
        try {
            JsonNode config = MAPPER.readTree(response.body());
            return new PodReport(
                    name,
                    config.path("hash").asText(),
                    config.path("generation").asLong(),
                    texts(config.path("problems")),
                    texts(config.path("warnings")),
                    null);
        } catch (JsonProcessingException malformed) {
            return PodReport.unreachable(name, "the response is not JSON");
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }

    private static String reason(Throwable fault) {
        String message = RootCause.of(fault).getMessage();
        return message == null ? "no response" : message;
    }
}
