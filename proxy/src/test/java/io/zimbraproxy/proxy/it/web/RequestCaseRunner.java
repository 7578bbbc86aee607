package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a case of {@code web/requests}; the README explains its lines. */
final class RequestCaseRunner {
    private final WebCase webCase;
    private final WebCorpusSite site;
    private final List<WebExpectation> expected;

    RequestCaseRunner(WebCase webCase, WebCorpusSite site) throws IOException {
        this.webCase = webCase;
        this.site = site;
        expected = WebExpectation.of(webCase, site);
        assertThat(expected).as("expected results of the requests of the case").isNotEmpty();
    }

    /** {@code inPieces} sends every byte in its own packet. */
    void run(boolean inPieces) throws Exception {
        int lookupsBefore = site.lookedUp().size();
        try (StrictWebClient client = site.connect()) {
            client.send(webCase.bytes(">"), inPieces);
            for (WebExpectation expectation : expected) {
                checkResult(client, expectation);
            }
            if (webCase.has("closed") || !(last() instanceof WebExpectation.Forwarded)) {
                assertThat(client.rest())
                        .as("bytes before the end of the connection")
                        .isEmpty();
            } else {
                site.probe(client);
            }
        }
        checkMailboxServer();
        for (String user : webCase.all("asks")) {
            List<String> all = site.lookedUp();
            if (user.equals("nobody")) {
                assertThat(all.subList(lookupsBefore, all.size()))
                        .as("users looked up")
                        .isEmpty();
            } else {
                assertThat(all).as("users looked up").contains(user);
            }
        }
    }

    private WebExpectation last() {
        return expected.get(expected.size() - 1);
    }

    private static void checkResult(StrictWebClient client, WebExpectation expectation) throws IOException {
        if (expectation instanceof WebExpectation.Forwarded forwarded) {
            ParsedRequest request = forwarded.request();
            ParsedResponse response = client.response(request.method().equals("HEAD"));
            if (response.status() == 100 && request.has("expect")) {
                response = client.response(false);
            }
            assertThat(response.status()).as("status of " + response).isEqualTo(200);
            assertThat(response.value("x-saw")).isEqualTo(request.printable());
        } else if (expectation instanceof WebExpectation.Refused refused) {
            ParsedResponse response = client.response(false);
            assertThat(refused.statuses()).as("expected status of " + response).contains(response.status());
            WebCorpusSite.assertPageOfProxy(response);
        } else {
            checkAbandoned(client);
        }
    }

    /** A client that ends its side before the end of its request gets a refusal or nothing. */
    private static void checkAbandoned(StrictWebClient client) throws IOException {
        client.end();
        try {
            assertThat(client.response(false).status()).isBetween(400, 499);
        } catch (EOFException | SocketException nothing) {
            // Also correct.
        }
    }

    private void checkMailboxServer() throws Exception {
        boolean parts = expected.stream()
                .anyMatch(one -> one instanceof WebExpectation.Abandoned
                        || one instanceof WebExpectation.Refused refused && refused.midway());
        if (parts) {
            assertThat(site.mailbox().log().awaitNoOpenRequest())
                    .as("the proxy closes the connection to the mailbox server")
                    .isTrue();
        }
        RequestLog.Entries entries = site.takeEntries();
        List<WebExpectation.Forwarded> forwarded = expected.stream()
                .filter(WebExpectation.Forwarded.class::isInstance)
                .map(WebExpectation.Forwarded.class::cast)
                .toList();
        assertThat(entries.requests()).as("requests at the mailbox server").hasSize(forwarded.size());
        for (int i = 0; i < forwarded.size(); i++) {
            assertThat(forwarded.get(i).normalized(entries.requests().get(i)))
                    .isEqualTo(forwarded.get(i).request().normalized());
        }
        assertThat(entries.faults()).as("data that is not exactly one request").isEmpty();
        if (!parts) {
            assertThat(entries.parts()).as("incomplete requests").noneMatch(this::isOfThisCase);
        }
    }

    /** Ignores parts of earlier cases, because the end of their connections may be noticed late. */
    private boolean isOfThisCase(String part) {
        String[] line = part.split("[ \r\n]", -1);
        return line.length < 2 || new String(webCase.bytes(">"), StandardCharsets.ISO_8859_1).contains(line[1]);
    }
}
