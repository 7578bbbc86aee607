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

/** Plays one case of {@code web/answers}; the README there explains its lines. */
final class WebResponsePlay {
    private static final int BAD_GATEWAY = 502;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final WebCase played;
    private final WebStage stage;
    private final String target = "/answer/" + COUNT.incrementAndGet();

    WebResponsePlay(WebCase played, WebStage stage) {
        this.played = played;
        this.stage = stage;
    }

    /** {@code inPieces}: the mailbox server sends every byte in a packet of its own. */
    void play(boolean inPieces) throws Exception {
        String end = played.says("<.") ? played.all("<.").get(0) : "stay";
        byte[] words = stage.filled(latin(played.said("<"))).getBytes(StandardCharsets.ISO_8859_1);
        stage.mailbox().answer(target, new ResponseScript(words, inPieces, played.says("early"), end));
        try (WebTalk talk = stage.connect()) {
            String request = request();
            talk.send(request.getBytes(StandardCharsets.ISO_8859_1), false);
            boolean goesOn = played.says("broken") ? brokenOff(talk) : answered(talk, request.startsWith("HEAD "));
            if (goesOn) {
                stage.probe(talk);
            } else {
                assertThat(talk.rest()).as("more, before the connection ends").isEmpty();
            }
        }
        RequestLog.Seen seen = stage.seen();
        assertThat(seen.requests()).allMatch(request -> request.target().equals(target));
        assertThat(seen.faults()).isEmpty();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String request() {
        String said = latin(played.said(">"));
        String request = said.isEmpty() ? "GET {target} HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n\r\n" : said;
        return request.replace("{target}", target);
    }

    /** The client sees that it has not got everything, or a page instead; true when its connection goes on. */
    private boolean brokenOff(WebTalk talk) throws Exception {
        SeenResponse answer;
        try {
            answer = talk.answer(false);
        } catch (EOFException | SocketException nothing) {
            assertServerLeft();
            return false;
        }
        assertServerLeft();
        if (answer.status() == BAD_GATEWAY) {
            WebStage.assertOwnPage(answer);
            return answer.keepsConnection();
        }
        assertThat(answer.end()).as("how it ends: " + answer).isEqualTo(SeenResponse.End.CUT);
        assertThat(DialogueText.latin(played.all("broken").get(0))).startsWith(answer.body());
        return false;
    }

    /** True when the client's connection goes on. */
    private boolean answered(WebTalk talk, boolean toHead) throws Exception {
        List<Integer> before = new ArrayList<>();
        SeenResponse answer = talk.answer(toHead);
        while (answer.status() < 200) {
            before.add(answer.status());
            answer = talk.answer(toHead);
        }
        List<Integer> wanted = Arrays.stream(played.all("sees").get(0).split("( or | )", -1))
                .map(Integer::valueOf)
                .toList();
        assertThat(wanted).as("statuses that fit " + answer).contains(answer.status());
        if (!played.says("any")) {
            assertThat(before)
                    .isEqualTo(wanted.stream().filter(status -> status < 200).toList());
        }
        compare(answer);
        if (answer.status() == BAD_GATEWAY) {
            WebStage.assertOwnPage(answer);
        }
        if (answer.status() == BAD_GATEWAY || played.says("drops")) {
            assertServerLeft();
        }
        if (played.says("closed")) {
            assertThat(answer.keepsConnection()).as("more requests are welcome").isFalse();
        }
        return answer.keepsConnection() && !request().contains(" HTTP/1.0\r\n");
    }

    private void compare(SeenResponse answer) {
        assertThat(answer.end()).as("how it ends: " + answer).isNotEqualTo(SeenResponse.End.CUT);
        played.all("whole").forEach(body -> assertThat(answer.body()).isEqualTo(DialogueText.latin(body)));
        for (String field : played.all("has")) {
            assertThat(StrictReader.values(answer.fields(), StrictReader.name(field)))
                    .as(field + " in " + answer)
                    .contains(DialogueText.latin(StrictReader.value(field)));
        }
        played.all("lacks").forEach(name -> assertThat(answer.has(name))
                .as("there is " + name + " in " + answer)
                .isFalse());
        played.all("trailer").forEach(field -> assertThat(answer.trailers()).contains(field));
    }

    /** Nothing that comes behind can be taken for the answer to a later request. */
    private void assertServerLeft() throws InterruptedException {
        assertThat(stage.mailbox().log().awaitEnd(target))
                .as("the proxy ends its connection to the mailbox server")
                .isTrue();
    }
}
