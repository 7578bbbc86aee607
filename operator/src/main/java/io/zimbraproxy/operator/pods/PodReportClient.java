package io.zimbraproxy.operator.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Pod;
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
import java.util.concurrent.CompletionException;

/** Asks pods for {@code GET /config}, all at the same time, none of them for long. */
public final class PodReportClient {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final int port;
    private final Duration patience;
    private final HttpClient client;

    /** {@code port} is the management port of pods. */
    public PodReportClient(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /** A report of each pod that is ready, by name. */
    public List<PodReport> ask(Collection<Pod> pods) {
        List<CompletableFuture<PodReport>> reports =
                pods.stream().filter(PodReadiness::ready).map(this::ask).toList();
        return reports.stream()
                .map(CompletableFuture::join)
                .sorted(Comparator.comparing(PodReport::pod))
                .toList();
    }

    private CompletableFuture<PodReport> ask(Pod pod) {
        String name = pod.getMetadata().getName();
        String address = pod.getStatus().getPodIP();
        String host = address.indexOf(':') < 0 ? address : '[' + address + ']';
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + ':' + port + "/config"))
                .timeout(patience)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> report(name, answer))
                .exceptionally(fault -> PodReport.unreachable(name, reason(fault)));
    }

    private static PodReport report(String name, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return PodReport.unreachable(name, "it answers " + answer.statusCode());
        }
        try {
            JsonNode config = MAPPER.readTree(answer.body());
            return new PodReport(
                    name,
                    config.path("hash").asText(),
                    config.path("generation").asLong(),
                    texts(config.path("problems")),
                    texts(config.path("warnings")),
                    null);
        } catch (JsonProcessingException garbage) {
            return PodReport.unreachable(name, "its answer is not JSON");
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause.getMessage() == null ? "it does not answer" : cause.getMessage();
    }
}
