package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Plays one case of {@code web/requests}; the README there explains its lines. */
final class WebRequestPlay {
    private final WebCase played;
    private final WebStage stage;
    private final List<WebExpectation> expected;

    WebRequestPlay(WebCase played, WebStage stage) throws IOException {
        this.played = played;
        this.stage = stage;
        expected = WebExpectation.of(played, stage);
        assertThat(expected).as("the case says what becomes of its requests").isNotEmpty();
    }

    /** {@code inPieces}: every byte in a packet of its own. */
    void play(boolean inPieces) throws Exception {
        int asked = stage.lookedUp().size();
        try (WebTalk talk = stage.connect()) {
            talk.send(played.said(">"), inPieces);
            for (WebExpectation expectation : expected) {
                answered(talk, expectation);
            }
            if (played.says("closed") || !(last() instanceof WebExpectation.Forwarded)) {
                assertThat(talk.rest()).as("more, before the connection ends").isEmpty();
            } else {
                stage.probe(talk);
            }
        }
        upstreamSaw();
        for (String user : played.all("asks")) {
            List<String> all = stage.lookedUp();
            if (user.equals("nobody")) {
                assertThat(all.subList(asked, all.size())).as("users looked up").isEmpty();
            } else {
                assertThat(all).as("users looked up").contains(user);
            }
        }
    }

    private WebExpectation last() {
        return expected.get(expected.size() - 1);
    }

    private static void answered(WebTalk talk, WebExpectation expectation) throws IOException {
        if (expectation instanceof WebExpectation.Forwarded forwarded) {
            SeenRequest request = forwarded.request();
            SeenResponse answer = talk.answer(request.method().equals("HEAD"));
            if (answer.status() == 100 && request.has("expect")) {
                answer = talk.answer(false);
            }
            assertThat(answer.status()).as("status of " + answer).isEqualTo(200);
            assertThat(answer.value("x-saw")).isEqualTo(request.printable());
        } else if (expectation instanceof WebExpectation.Refused refused) {
            SeenResponse answer = talk.answer(false);
            assertThat(refused.statuses()).as("statuses that fit " + answer).contains(answer.status());
            WebStage.assertOwnPage(answer);
        } else {
            leftAlone(talk);
        }
    }

    /** Whoever leaves gets a refusal or nothing. */
    private static void leftAlone(WebTalk talk) throws IOException {
        talk.end();
        try {
            assertThat(talk.answer(false).status()).isBetween(400, 499);
        } catch (EOFException | SocketException nothing) {
            // As it should be.
        }
    }

    private void upstreamSaw() throws Exception {
        boolean parts = expected.stream()
                .anyMatch(one -> one instanceof WebExpectation.Abandoned
                        || one instanceof WebExpectation.Refused refused && refused.midway());
        if (parts) {
            assertThat(stage.mailbox().log().awaitNothingUnderWay())
                    .as("the connection to the mailbox server is cut")
                    .isTrue();
        }
        RequestLog.Seen seen = stage.seen();
        List<WebExpectation.Forwarded> forwarded = expected.stream()
                .filter(WebExpectation.Forwarded.class::isInstance)
                .map(WebExpectation.Forwarded.class::cast)
                .toList();
        assertThat(seen.requests()).as("requests at the mailbox server").hasSize(forwarded.size());
        for (int i = 0; i < forwarded.size(); i++) {
            assertThat(forwarded.get(i).text(seen.requests().get(i)))
                    .isEqualTo(forwarded.get(i).request().text());
        }
        assertThat(seen.faults()).as("no requests, or more than one").isEmpty();
        if (!parts) {
            assertThat(seen.parts()).as("parts of requests").noneMatch(this::isOfThisCase);
        }
    }

    /** A connection that was cut in a case before may be noticed late. */
    private boolean isOfThisCase(String part) {
        String[] line = part.split("[ \r\n]", -1);
        return line.length < 2 || new String(played.said(">"), StandardCharsets.ISO_8859_1).contains(line[1]);
    }
}
