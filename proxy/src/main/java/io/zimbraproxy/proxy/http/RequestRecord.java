package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.observe.AccessLog;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.upstream.Peer;

/** What is told about a request when it is over: one log line, one observation. */
final class RequestRecord {
    /** What nginx writes for a client that went away before its answer. */
    private static final int NO_ANSWER = 499;

    private final WebService service;
    private final ClientPeer client;
    private final RequestHead head;
    private final long start = System.nanoTime();
    private HostHeader host;
    private UserName user;
    private Peer peer;
    private String why;
    private int status = NO_ANSWER;
    private long in;
    private long out;
    private boolean written;

    /** {@code head} is null when the client sent none that is valid. */
    RequestRecord(WebService service, ClientPeer client, RequestHead head) {
        this.service = service;
        this.client = client;
        this.head = head;
    }

    void host(HostHeader name) {
        host = name;
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

    /** The answer has begun. */
    void status(int code) {
        status = code;
    }

    /** Bytes of bodies. */
    void moved(long fromClient, long fromServer) {
        in += fromClient;
        out += fromServer;
    }

    /** The request is over; only the first call counts. */
    void ended(String end) {
        if (written) {
            return;
        }
        written = true;
        long nanos = System.nanoTime() - start;
        service.requests().count(status, nanos);
        if (AccessLog.enabled()) {
            AccessLog.write(line(end, nanos));
        }
    }

    private LogLine line(String end, long nanos) {
        return new LogLine("request")
                .with("listener", service.listener())
                .with("client", client.addressAndPort())
                .with("method", head == null ? null : head.method().name())
                .with("host", host == null ? null : host.text())
                .with("path", head == null ? null : withoutQuery(head.target()))
                .with("status", status)
                .with("end", end)
                .with("user", user)
                .with("upstream", peer)
                .with("why", why)
                .with("in", in)
                .with("out", out)
                .withSeconds("seconds", nanos);
    }

    /** Queries may hold tokens. */
    private static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
