package io.zimbraproxy.proxy.http;

import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.proxy.observe.AccessLog;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.route.ClientPeer;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.upstream.Peer;
import java.net.InetSocketAddress;
import java.util.Locale;

/** What is told about a request when it is over: one log line, one observation. */
final class RequestRecord {
    /** What nginx writes for a client that went away before its answer. */
    private static final int NO_ANSWER = 499;

    private final WebService service;
    private final HttpServerRequest request;
    private final long start = System.nanoTime();
    private final ClientPeer client;
    private UserName user;
    private Peer peer;
    private String why;
    private boolean written;

    RequestRecord(WebService service, HttpServerRequest request) {
        this.service = service;
        this.request = request;
        client = ClientPeer.of(
                new InetSocketAddress(
                        request.connection().remoteAddress().hostAddress(),
                        request.connection().remoteAddress().port()),
                new InetSocketAddress(
                        request.connection().localAddress().hostAddress(),
                        request.connection().localAddress().port()));
        // Called when the connection is gone, too.
        request.response().endHandler(over -> ended(request.response().ended() ? "done" : "client_closed"));
    }

    ClientPeer client() {
        return client;
    }

    void user(UserName name) {
        user = name;
    }

    void peer(Peer chosen) {
        peer = chosen;
    }

    /** What the administrator should know of a failure; printable. */
    void why(String reason) {
        why = reason;
    }

    /** The request is over; only the first call counts. */
    void ended(String end) {
        if (written) {
            return;
        }
        written = true;
        long nanos = System.nanoTime() - start;
        int status = request.response().headWritten() ? request.response().getStatusCode() : NO_ANSWER;
        service.metrics().request(service.listener(), status, nanos);
        if (!AccessLog.enabled()) {
            return;
        }
        AccessLog.write(new LogLine("request")
                .with("listener", service.listener())
                .with("client", client.addressAndPort())
                .with("method", request.method())
                .with("host", request.getHeader("Host"))
                .with("path", withoutQuery(request.uri()))
                .with("status", status)
                .with("end", end)
                .with("user", user)
                .with("upstream", peer)
                .with("why", why)
                .with("in", request.bytesRead())
                .with("out", request.response().bytesWritten())
                .with("seconds", String.format(Locale.ROOT, "%.3f", nanos / 1e9)));
    }

    /** Queries may hold tokens. */
    private static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
