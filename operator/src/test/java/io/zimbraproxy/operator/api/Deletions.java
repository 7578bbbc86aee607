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
 * Resource version of the last deletion. The mock does not report to a new watch what was deleted before it began. This class makes
 * such a watch expire, as an API server does whose history is too short: the client then lists again.
 */
final class Deletions {
    private static final Pattern SINCE = Pattern.compile("(?=.*watch=true).*resourceVersion=(\\d+)");
    private static final String EXPIRED = """
            {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Expired",
             "code": 410, "message": "too old resource version"}}""";

    private final AtomicLong last = new AtomicLong();

    /** Records a deletion at this resource version. */
    void record(long version) {
        last.set(version);
    }

    /** Returns the response 410 to a watch that starts before the last deletion; empty for other requests. */
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
