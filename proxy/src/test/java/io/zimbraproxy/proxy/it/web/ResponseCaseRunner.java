package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.DialogueText;
import io.zimbraproxy.proxy.it.stage.TestSite;
import java.io.EOFException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a case of {@code web/responses}; the README explains its lines. */
final class ResponseCaseRunner {
    private static final int BAD_GATEWAY = 502;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final WebCase webCase;
    private final WebCorpusSite site;
    private final String target = "/answer/" + COUNT.incrementAndGet();

    ResponseCaseRunner(WebCase webCase, WebCorpusSite site) {
        this.webCase = webCase;
        this.site = site;
    }

    /** {@code inPieces} makes the mailbox server send every byte in its own packet. */
    void run(boolean inPieces) throws Exception {
        String end = webCase.has("<.") ? webCase.all("<.").get(0) : "stay";
        byte[] bytes = site.filled(latin(webCase.bytes("<"))).getBytes(StandardCharsets.ISO_8859_1);
        site.mailbox().respondWith(target, new ResponseScript(bytes, inPieces, webCase.has("early"), end));
        try (StrictWebClient client = site.connect()) {
            String request = request();
            client.send(request.getBytes(StandardCharsets.ISO_8859_1), false);
            boolean keptOpen =
                    webCase.has("broken") ? checkBroken(client) : checkComplete(client, request.startsWith("HEAD "));
            if (keptOpen) {
                site.probe(client);
            } else {
                assertThat(client.rest())
                        .as("bytes before the end of the connection")
                        .isEmpty();
            }
        }
        RequestLog.Entries entries = site.takeEntries();
        assertThat(entries.requests()).allMatch(request -> request.target().equals(target));
        assertThat(entries.faults()).isEmpty();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String request() {
        String text = latin(webCase.bytes(">"));
        String request = text.isEmpty() ? "GET {target} HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n\r\n" : text;
        return request.replace("{target}", target);
    }

    /**
     * Checks that the client sees an incomplete response, or a page of the proxy. Returns true if its connection stays open.
     */
    private boolean checkBroken(StrictWebClient client) throws Exception {
        ParsedResponse response;
        try {
            response = client.response(false);
        } catch (EOFException | SocketException nothing) {
            assertUpstreamClosed();
            return false;
        }
        assertUpstreamClosed();
        if (response.status() == BAD_GATEWAY) {
            WebCorpusSite.assertPageOfProxy(response);
            return response.keepsConnection();
        }
        assertThat(response.end()).as("end of " + response).isEqualTo(ParsedResponse.End.CUT);
        assertThat(DialogueText.latin(webCase.all("broken").get(0))).startsWith(response.body());
        return false;
    }

    /** Checks a complete response. Returns true if the client's connection stays open. */
    private boolean checkComplete(StrictWebClient client, boolean toHead) throws Exception {
        List<Integer> interim = new ArrayList<>();
        ParsedResponse response = client.response(toHead);
        while (response.status() < 200) {
            interim.add(response.status());
            response = client.response(toHead);
        }
        List<Integer> expected = Arrays.stream(webCase.all("sees").get(0).split("( or | )", -1))
                .map(Integer::valueOf)
                .toList();
        assertThat(expected).as("expected status of " + response).contains(response.status());
        if (!webCase.has("any")) {
            assertThat(interim)
                    .isEqualTo(expected.stream().filter(status -> status < 200).toList());
        }
        compare(response);
        if (response.status() == BAD_GATEWAY) {
            WebCorpusSite.assertPageOfProxy(response);
        }
        if (response.status() == BAD_GATEWAY || webCase.has("drops")) {
            assertUpstreamClosed();
        }
        if (webCase.has("closed")) {
            assertThat(response.keepsConnection())
                    .as("the response allows more requests")
                    .isFalse();
        }
        return response.keepsConnection() && !request().contains(" HTTP/1.0\r\n");
    }

    private void compare(ParsedResponse response) {
        assertThat(response.end()).as("end of " + response).isNotEqualTo(ParsedResponse.End.CUT);
        webCase.all("whole").forEach(body -> assertThat(response.body()).isEqualTo(DialogueText.latin(body)));
        for (String field : webCase.all("has")) {
            assertThat(StrictReader.values(response.fields(), StrictReader.name(field)))
                    .as(field + " in " + response)
                    .contains(DialogueText.latin(StrictReader.value(field)));
        }
        webCase.all("lacks").forEach(name -> assertThat(response.has(name))
                .as("there is " + name + " in " + response)
                .isFalse());
        webCase.all("trailer").forEach(field -> assertThat(response.trailers()).contains(field));
    }

    /** Checks that later bytes of the mailbox server cannot be taken for the response to another request. */
    private void assertUpstreamClosed() throws InterruptedException {
        assertThat(site.mailbox().log().awaitEnd(target))
                .as("the proxy ends its connection to the mailbox server")
                .isTrue();
    }
}
