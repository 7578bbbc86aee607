package io.zimbraproxy.proxy.it.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** A client of the management port of a running proxy. */
public final class ManagementApi {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;

    ManagementApi(int port) {
        this.port = port;
    }

    /**
     * The result of a reload.
     *
     * @param status of the response
     */
    public record Reload(int status, JsonObject report) {
        public String outcome() {
            return report.getString("outcome");
        }

        public List<String> changes() {
            return texts(report, "changes");
        }

        public List<String> problems() {
            return texts(report, "problems");
        }
    }

    /** Sends {@code POST /config/reload} and returns when the reload is complete. */
    public Reload reload() throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/config/reload").POST(HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Type"))
                .as(response.body())
                .get()
                .asString()
                .startsWith("application/json");
        return new Reload(response.statusCode(), new JsonObject(response.body()));
    }

    /** Sends {@code GET /config}. */
    public JsonObject config() throws IOException, InterruptedException {
        return new JsonObject(get("/config"));
    }

    /** Returns the problems of the configuration that the last reload read. */
    public List<String> problems() throws IOException, InterruptedException {
        return problems(config());
    }

    /** Returns the problems in a response to {@code GET /config}. */
    public static List<String> problems(JsonObject config) {
        return texts(config, "problems");
    }

    /** Polls {@code GET /config} until the response has the wanted content, which {@code what} describes. */
    public JsonObject awaitConfig(String what, Predicate<JsonObject> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonObject seen = config();
        while (!wanted.test(seen)) {
            assertThat(System.nanoTime()).as("no " + what + " in " + seen).isLessThan(end);
            seen = config();
        }
        return seen;
    }

    /** Returns the value of a series such as {@code name{label="value"}}, or empty if there is no such series. */
    public OptionalDouble metric(String series) throws IOException, InterruptedException {
        return get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(series + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst();
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static List<String> texts(JsonObject object, String field) {
        return object.getJsonArray(field, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }
}
