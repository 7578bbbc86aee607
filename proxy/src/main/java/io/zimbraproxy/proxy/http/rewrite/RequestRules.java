package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.crds.spec.Forwarded;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.net.Networks;
import io.zimbraproxy.proxy.upstream.Peer;
import java.util.stream.Collectors;

/** What a mailbox server is told of a request: the client's own words, with who the client is. */
public final class RequestRules {
    private final Networks trusted;
    private final boolean standard;
    private final boolean portOfServer;

    /** {@code portOfServer}: whether Host has the server's port, as the admin console wants it. */
    public RequestRules(Forwarded settings, boolean portOfServer) {
        trusted = new Networks(settings.trustedNetworks());
        standard = settings.standard();
        this.portOfServer = portOfServer;
    }

    /** Writes the head of the request. {@code upgrade}: the protocol the client asks for, or null. */
    public void write(RequestHead head, ReceivedRequest arrival, Peer peer, String upgrade, HeadWriter out) {
        boolean told = !trusted.isEmpty() && trusted.contains(arrival.client().addressBytes());
        out.request(head.method(), head.target());
        out.add("Host", host(arrival, peer));
        copy(head.fields(), told, out);
        forwarded(head.fields(), arrival, told, out);
        if (upgrade != null) {
            out.add("Connection", "Upgrade");
            out.add("Upgrade", upgrade);
        }
        framing(head.framing(), out);
        out.end();
    }

    private String host(ReceivedRequest arrival, Peer peer) {
        return portOfServer
                ? arrival.host().bare() + ':' + peer.port()
                : arrival.host().text();
    }

    private static void copy(Fields fields, boolean told, FieldSink out) {
        ConnectionOptions options = ConnectionOptions.of(fields);
        for (int i = 0; i < fields.count(); i++) {
            switch (fields.name(i)) {
                case HOST, X_FORWARDED_FOR -> {}
                case X_FORWARDED_PROTO, X_FORWARDED_HOST, X_FORWARDED_PORT, FORWARDED -> {
                    if (told) {
                        out.copy(fields, i);
                    }
                }
                default -> {
                    if (!options.take(fields, i)) {
                        out.copy(fields, i);
                    }
                }
            }
        }
    }

    private void forwarded(Fields fields, ReceivedRequest arrival, boolean told, FieldSink out) {
        String client = arrival.client().address();
        String before = trusted.isEmpty() || told ? forwardedFor(fields) : "";
        out.add("X-Forwarded-For", before.isEmpty() ? client : before + ", " + client);
        if (!told || !fields.has(FieldName.X_FORWARDED_PROTO)) {
            out.add("X-Forwarded-Proto", arrival.scheme());
        }
        if (fields.has(FieldName.HOST) && (!told || !fields.has(FieldName.X_FORWARDED_HOST))) {
            out.add("X-Forwarded-Host", arrival.host().text());
        }
        if (!told || !fields.has(FieldName.X_FORWARDED_PORT)) {
            out.add("X-Forwarded-Port", Integer.toString(arrival.port()));
        }
        if (standard) {
            // RFC 7239: addresses of IPv6 and hosts with a port are quoted.
            String node = client.indexOf(':') < 0 ? client : "[" + client + "]";
            out.add(
                    "Forwarded",
                    "for=" + quoted(node) + ";host=" + quoted(arrival.host().text()) + ";proto=" + arrival.scheme());
        }
    }

    private static String quoted(String value) {
        return value.indexOf(':') < 0 ? value : '"' + value + '"';
    }

    private static String forwardedFor(Fields fields) {
        return fields.has(FieldName.X_FORWARDED_FOR)
                ? fields.values(FieldName.X_FORWARDED_FOR).stream()
                        .filter(value -> !value.isEmpty())
                        .collect(Collectors.joining(", "))
                : "";
    }

    private static void framing(Framing framing, FieldSink out) {
        switch (framing.kind()) {
            case LENGTH -> out.add("Content-Length", Long.toString(framing.length()));
            case CHUNKED, STREAM -> out.add("Transfer-Encoding", "chunked");
            case NONE, CLOSE -> {}
        }
    }
}
