package io.zimbraproxy.proxy.it.replay;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.RawText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the mailbox servers of a recorded web case answer, and what is noted of what they and the client are told. */
final class WebScript {
    private static final String OTHER_ANSWER = """
            HTTP/1.1 200 OK\r
            Content-Type: text/plain\r
            Content-Length: 0\r
            X-Backend: %1$s:{port}\r
            Connection: close\r
            \r
            backend %1$s
            """;

    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final Placeholders placeholders;
    private final PeerTrace seen;

    /** Notes in {@code expected} what the recorded ones were told, and in {@code seen} what these are. */
    WebScript(List<JsonObject> steps, Placeholders placeholders, PeerTrace expected, PeerTrace seen) {
        this.placeholders = placeholders;
        this.seen = seen;
        Optional<String> host = Optional.empty();
        for (JsonObject step : steps) {
            String server = step.getString("server");
            for (WebMessage request : WebMessage.all(step.getString("client", ""), false)) {
                host = request.field("host");
            }
            for (WebMessage request : WebMessage.all(step.getString("to_upstream", ""), false)) {
                String asked = WebNormalizer.recordedRequest(request, host, placeholders.fill("{listener}"));
                expected.add("mailbox", to(server, asked));
            }
            for (WebMessage answer : WebMessage.all(step.getString("proxy", ""), true)) {
                expected.add("client", WebNormalizer.recordedAnswer(answer));
            }
            if (step.containsKey("from_upstream")) {
                answers.computeIfAbsent(server, none -> new ArrayDeque<>()).add(step.getString("from_upstream"));
            }
            if ("proxy".equals(step.getString("close"))) {
                expected.add("client", "(closed)\n");
            }
        }
    }

    private static String to(String server, String request) {
        return "to " + server + ":\n" + request;
    }

    /** Answers one request; {@code server}: the server's placeholder. */
    void serve(String server, InputStream in, OutputStream out) throws IOException {
        WebMessage request = WebMessage.read(in, false);
        if (request != null) {
            seen.add("mailbox", to(server, WebNormalizer.request(request)));
            RawText.write(out, answer(server));
        }
    }

    private synchronized String answer(String server) {
        Deque<String> recorded = answers.getOrDefault(server, new ArrayDeque<>());
        return recorded.isEmpty()
                ? WebNormalizer.filled(OTHER_ANSWER.formatted(server), placeholders)
                : recorded.remove();
    }

    /** Notes an answer to the client. */
    void tellClient(WebMessage answer) {
        seen.add("client", WebNormalizer.answer(answer));
    }

    /** Notes how the client's connection ended. */
    void leaveClient(String how) {
        seen.add("client", how);
    }
}
