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

/** Plays one case of {@code web/headers}: the client, the servers, and what each must hear. */
final class HeaderTalk {
    private final PoolSite site;
    private final HeaderCase talk;

    HeaderTalk(PoolSite site, HeaderCase written) {
        this.site = site;
        talk = written.filled(new RowText(site::named));
    }

    void play() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawWebClient client = site.client(talk.setting("listener"), talk.setting("from"), talk.setting("host"))) {
            for (HeaderCase.Exchange exchange : talk.exchanges()) {
                site.takeRequests();
                site.answers(request -> {
                    if (exchange.has("A0")) {
                        end.await();
                        return "";
                    }
                    return answer(exchange, request);
                });
                client.send(String.join("\r\n", exchange.of("C:")) + "\r\n\r\n" + exchange.joined("C."));
                boolean bodiless = exchange.of("C:").get(0).startsWith("HEAD ");
                RawWebClient.Answer answer = bodiless ? client.head() : client.answer();
                String body = answer.text();
                atTheServer(exchange, site.takeRequests());
                atTheClient(exchange, answer, body);
                if (exchange.has("S0")) {
                    assertThat(rest(client)).as("behind the answer").isEmpty();
                }
            }
        } finally {
            end.countDown();
        }
    }

    /** All that comes until the connection ends, in whichever way: what we sent may not have been read. */
    private static String rest(RawWebClient client) throws IOException {
        try {
            return client.rest();
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String answer(HeaderCase.Exchange exchange, WebRequest request) {
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

    private static void atTheServer(HeaderCase.Exchange exchange, List<WebRequest> requests) {
        if (exchange.has("U0")) {
            assertThat(requests).as("requests at servers").isEmpty();
            return;
        }
        boolean looked = exchange.lines().stream().anyMatch(line -> line.kind().startsWith("U"));
        if (!looked) {
            return;
        }
        assertThat(requests).as("requests at servers").hasSize(1);
        WebRequest request = requests.get(0);
        exchange.of("U=").forEach(line -> assertThat(request.line()).isEqualTo(line));
        exchange.of("U.").forEach(body -> assertThat(request.body()).isEqualTo(body));
        check("the server", exchange, 'U', request::headers);
    }

    private static void atTheClient(HeaderCase.Exchange exchange, RawWebClient.Answer answer, String body) {
        assertThat(answer.status())
                .as("status, with\n%s\n%s", String.join("\n", answer.headers()), body)
                .isEqualTo(Integer.parseInt(exchange.joined("S=")));
        exchange.of("S.").forEach(text -> assertThat(body).isEqualTo(text));
        exchange.of("S*").forEach(text -> assertThat(body).contains(text));
        check("the client", exchange, 'S', name -> values(answer, name));
    }

    private static List<String> values(RawWebClient.Answer answer, String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return answer.headers().stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(header -> header.substring(prefix.length()).strip())
                .toList();
    }

    /** Compares fields: all of a name that is written with values, none of one that must not be, a part of another. */
    private static void check(
            String whose, HeaderCase.Exchange exchange, char side, Function<String, List<String>> fields) {
        Map<String, List<String>> wanted = exchange.of(side + ":").stream()
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.groupingBy(
                        field -> field[0],
                        LinkedHashMap::new,
                        Collectors.mapping(field -> field[1], Collectors.toList())));
        wanted.forEach((name, values) ->
                assertThat(fields.apply(name)).as(name + " of " + whose).isEqualTo(values));
        exchange.of(side + "!")
                .forEach(name ->
                        assertThat(fields.apply(name)).as(name + " of " + whose).isEmpty());
        exchange.of(side + "~").stream().map(line -> line.split(": ?", 2)).forEach(field -> {
            List<String> seen = fields.apply(field[0]);
            assertThat(seen).as(field[0] + " of " + whose).isNotEmpty();
            assertThat(String.join(", ", seen)).as(field[0] + " of " + whose).contains(field[1]);
        });
        exchange.of(side + "^").stream().map(line -> line.split(": ?", 2)).forEach(field -> assertThat(
                        String.join(", ", fields.apply(field[0])))
                .as(field[0] + " of " + whose)
                .doesNotContain(field[1]));
    }
}
