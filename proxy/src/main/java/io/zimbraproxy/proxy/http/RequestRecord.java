package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.observe.AccessLog;
import io.zimbraproxy.proxy.observe.LogLine;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.upstream.Peer;
import org.jspecify.annotations.Nullable;

/** Collects the facts about a request. When the request ends, they become one access log line and one metrics observation. */
final class RequestRecord {
    /** The status that nginx logs for a client that has closed the connection before the response. */
    private static final int NO_RESPONSE = 499;

    private final WebService service;
    private final ClientPeer client;
    private final @Nullable RequestHead head;
    private final long start = System.nanoTime();
    private @Nullable HostHeader host;
    private @Nullable UserName user;
    private @Nullable Peer peer;
    private @Nullable String why;
    private int status = NO_RESPONSE;
    private long in;
    private long out;
    private boolean written;

    /** {@code head} is null if the client has sent no valid one. */
    RequestRecord(WebService service, ClientPeer client, @Nullable RequestHead head) {
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

    /** Sets the reason of a failure, for administrators; null for none. */
    void why(@Nullable String reason) {
        why = reason;
    }

    /** Sets the status of the response that begins. */
    void status(int code) {
        status = code;
    }

    /** Counts bytes of the bodies of request and response. */
    void moved(long fromClient, long fromServer) {
        in += fromClient;
        out += fromServer;
    }

    /** Ends the request; further calls do nothing. */
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
                .with("listener", service.listener().name())
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

    /** Removes the query, which may have tokens. */
    private static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
