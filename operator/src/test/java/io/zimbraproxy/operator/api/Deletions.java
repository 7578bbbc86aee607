package io.zimbraproxy.operator.api;

import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When something was deleted last. The mock tells a new watch what there is, and says nothing of what went while nobody watched; such
 * a watch is told here what an API server says that has forgotten as much: begin with a new list.
 */
final class Deletions {
    private static final Pattern SINCE = Pattern.compile("(?=.*watch=true).*resourceVersion=(\\d+)");
    private static final String EXPIRED = """
            {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Expired",
             "code": 410, "message": "too old resource version"}}""";

    private final AtomicLong last = new AtomicLong();

    /** Something was deleted, at this resource version. */
    void at(long version) {
        last.set(version);
    }

    /** The answer to a watch that asks for what happened since an earlier version. */
    Optional<MockResponse> expired(RecordedRequest request) {
        Matcher since = SINCE.matcher(request.getPath());
        return since.find() && Long.parseLong(since.group(1)) < last.get()
                ? Optional.of(new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onOpen(WebSocket socket, Response response) {
                        socket.send(EXPIRED);
                    }
                }))
                : Optional.empty();
    }
}
