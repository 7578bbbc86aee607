package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.RawWebClient;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs a case of {@code web/headers} as the client and as the servers, and compares what each side gets. */
final class HeaderCaseRunner {
    private final PoolSite site;
    private final HeaderCase headerCase;

    HeaderCaseRunner(PoolSite site, HeaderCase written) {
        this.site = site;
        headerCase = written.filled(new Placeholders(site::named));
    }

    void run() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawWebClient client =
                site.client(headerCase.setting("listener"), headerCase.setting("from"), headerCase.setting("host"))) {
            for (HeaderCase.Exchange exchange : headerCase.exchanges()) {
                site.takeRequests();
                site.respondWith(request -> {
                    if (exchange.has("A0")) {
                        end.await();
                        return "";
                    }
                    return response(exchange, request);
                });
                client.send(String.join("\r\n", exchange.of("C:")) + "\r\n\r\n" + exchange.joined("C."));
                boolean bodiless = exchange.of("C:").get(0).startsWith("HEAD ");
                RawWebClient.Response response = bodiless ? client.head() : client.response();
                String body = response.text();
                checkRequests(exchange, site.takeRequests());
                checkResponse(exchange, response, body);
                if (exchange.has("S0")) {
                    assertThat(rest(client)).as("bytes after the response").isEmpty();
                }
            }
        } finally {
            end.countDown();
        }
    }

    /** Reads to the end of the connection. A reset is an end, too: the proxy may not have read the whole request. */
    private static String rest(RawWebClient client) throws IOException {
        try {
            return client.rest();
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String response(HeaderCase.Exchange exchange, WebRequest request) {
        List<String> head = new ArrayList<>(exchange.of("A:"));
        String body = exchange.joined("A.");
        if (head.isEmpty()) {
            head.add("HTTP/1.1 200 OK");
        }
        boolean framed = head.stream().anyMatch(line -> line.matches("(?i)(content-length|transfer-encoding):.*"));
        if (!framed) {
            head.add("Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length);
        }
        return String.join("\r\n", head) + "\r\n\r\n" + (request.method().equals("HEAD") ? "" : body);
    }

    private static void checkRequests(HeaderCase.Exchange exchange, List<WebRequest> requests) {
        if (exchange.has("U0")) {
            assertThat(requests).as("requests at servers").isEmpty();
            return;
        }
        boolean expected =
                exchange.lines().stream().anyMatch(line -> line.kind().startsWith("U"));
        if (!expected) {
            return;
        }
        assertThat(requests).as("requests at servers").hasSize(1);
        WebRequest request = requests.get(0);
        exchange.of("U=").forEach(line -> assertThat(request.line()).isEqualTo(line));
        exchange.of("U.").forEach(body -> assertThat(request.body()).isEqualTo(body));
        check("the server", exchange, 'U', request::headers);
    }

    private static void checkResponse(HeaderCase.Exchange exchange, RawWebClient.Response response, String body) {
        assertThat(response.status())
                .as("status, with\n%s\n%s", String.join("\n", response.headers()), body)
                .isEqualTo(Integer.parseInt(exchange.joined("S=")));
        exchange.of("S.").forEach(text -> assertThat(body).isEqualTo(text));
        exchange.of("S*").forEach(text -> assertThat(body).contains(text));
        check("the client", exchange, 'S', name -> values(response, name));
    }

    private static List<String> values(RawWebClient.Response response, String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return response.headers().stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(header -> header.substring(prefix.length()).strip())
                .toList();
    }

    /** Compares header fields with the lines of one side, U or S; {@code web/sites/README.md} explains them. */
    private static void check(
            String receiver, HeaderCase.Exchange exchange, char side, Function<String, List<String>> fields) {
        Map<String, List<String>> wanted = exchange.of(side + ":").stream()
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.groupingBy(
                        field -> field[0],
                        LinkedHashMap::new,
                        Collectors.mapping(field -> field[1], Collectors.toList())));
        wanted.forEach((name, values) ->
                assertThat(fields.apply(name)).as(name + " at " + receiver).isEqualTo(values));
        exchange.of(side + "!").forEach(name -> assertThat(fields.apply(name))
                .as(name + " at " + receiver)
                .isEmpty());
        exchange.of(side + "~").stream().map(line -> line.split(": ?", 2)).forEach(field -> {
            List<String> seen = fields.apply(field[0]);
            assertThat(seen).as(field[0] + " at " + receiver).isNotEmpty();
            assertThat(String.join(", ", seen)).as(field[0] + " at " + receiver).contains(field[1]);
        });
        exchange.of(side + "^").stream().map(line -> line.split(": ?", 2)).forEach(field -> assertThat(
                        String.join(", ", fields.apply(field[0])))
                .as(field[0] + " at " + receiver)
                .doesNotContain(field[1]));
    }
}
