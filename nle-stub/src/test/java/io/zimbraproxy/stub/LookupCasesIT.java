package io.zimbraproxy.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.config.StubConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the lookup protocol, with the cases in {@code src/test/resources/lookups}. */
class LookupCasesIT {
    private static final Path CASES = Path.of("src/test/resources/lookups");

    private static ZimbraStub stub;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        stub = ZimbraStub.start(StubConfig.demo());
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        stub.close();
    }

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
            assertThat(names).isNotEmpty();
            return names.stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void respondsAsInTheFile(String name) throws Exception {
        String[] parts = Files.readString(CASES.resolve(name)).split("\n\n", 2);
        for (URI handler : stub.lookup().urls()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(handler.resolve("/service/extension/nginx-lookup"));
            parts[0].lines().forEach(line -> request.header(line.split(": ", 2)[0], line.split(": ", 2)[1]));
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(protocolHeaders(response)).containsExactlyInAnyOrderElementsOf(expected(parts[1]));
        }
    }

    private static List<String> protocolHeaders(HttpResponse<String> response) {
        return response.headers().map().entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).startsWith("auth-"))
                .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": "
                        + header.getValue().get(0))
                .toList();
    }

    private static List<String> expected(String headers) {
        String text = headers.replace("{host}", stub.config().host());
        for (Map.Entry<String, Integer> port : stub.ports().entrySet()) {
            text = text.replace("{" + port.getKey().replace('/', '.') + "}", String.valueOf(port.getValue()));
        }
        return text.lines()
                .map(line -> line.split(": ", 2)[0].toLowerCase(Locale.ROOT) + ": " + line.split(": ", 2)[1])
                .toList();
    }
}
