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

/** The responses of the mailbox servers in a recorded web case, and a record of what they and the client receive. */
final class WebScript {
    private static final String DEFAULT_RESPONSE = """
            HTTP/1.1 200 OK\r
            Content-Type: text/plain\r
            Content-Length: 0\r
            X-Backend: %1$s:{port}\r
            Connection: close\r
            \r
            backend %1$s
            """;

    private final Map<String, Deque<String>> responses = new HashMap<>();
    private final Placeholders placeholders;
    private final PeerTrace actual;

    /** Adds the recorded messages to {@code expected}, and the received ones to {@code actual}. */
    WebScript(List<JsonObject> steps, Placeholders placeholders, PeerTrace expected, PeerTrace actual) {
        this.placeholders = placeholders;
        this.actual = actual;
        Optional<String> host = Optional.empty();
        for (JsonObject step : steps) {
            String server = step.getString("server");
            for (WebMessage request : WebMessage.all(step.getString("client", ""), false)) {
                host = request.field("host");
            }
            for (WebMessage request : WebMessage.all(step.getString("to_upstream", ""), false)) {
                String normalized = WebNormalizer.recordedRequest(request, host, placeholders.fill("{listener}"));
                expected.add("mailbox", to(server, normalized));
            }
            for (WebMessage response : WebMessage.all(step.getString("proxy", ""), true)) {
                expected.add("client", WebNormalizer.recordedResponse(response));
            }
            if (step.containsKey("from_upstream")) {
                responses.computeIfAbsent(server, none -> new ArrayDeque<>()).add(step.getString("from_upstream"));
            }
            if ("proxy".equals(step.getString("close"))) {
                expected.add("client", "(closed)\n");
            }
        }
    }

    private static String to(String server, String request) {
        return "to " + server + ":\n" + request;
    }

    /** Responds to one request. {@code server} is the placeholder of the server. */
    void serve(String server, InputStream in, OutputStream out) throws IOException {
        WebMessage request = WebMessage.read(in, false);
        if (request != null) {
            actual.add("mailbox", to(server, WebNormalizer.request(request)));
            RawText.write(out, response(server));
        }
    }

    private synchronized String response(String server) {
        Deque<String> recorded = responses.getOrDefault(server, new ArrayDeque<>());
        return recorded.isEmpty()
                ? WebNormalizer.filled(DEFAULT_RESPONSE.formatted(server), placeholders)
                : recorded.remove();
    }

    /** Records a response to the client. */
    void clientReceived(WebMessage response) {
        actual.add("client", WebNormalizer.response(response));
    }

    /** Records how the connection of the client ended. */
    void clientClosed(String how) {
        actual.add("client", how);
    }
}
