package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.crds.spec.Forwarded;
import io.zimbraproxy.crds.text.HostPort;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.net.Networks;
import io.zimbraproxy.proxy.upstream.Peer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the head of a request for a mailbox server: the client's fields, plus fields about the client. */
public final class RequestRules {
    private final Networks trusted;
    private final boolean standard;
    private final boolean portOfServer;

    /**
     * Creates the rules of one listener.
     *
     * @param portOfServer whether the Host field has the server's port, which the admin console requires
     */
    public RequestRules(Forwarded settings, boolean portOfServer) {
        trusted = new Networks(settings.trustedNetworks());
        standard = settings.standard();
        this.portOfServer = portOfServer;
    }

    /** Writes the head. {@code upgrade}: the protocol that the client wants to upgrade to; null for none. */
    public void write(RequestHead head, ReceivedRequest received, Peer peer, @Nullable String upgrade, HeadWriter out) {
        boolean trustedClient =
                !trusted.isEmpty() && trusted.contains(received.client().addressBytes());
        out.request(head.method(), head.target());
        out.add("Host", host(received, peer));
        copy(head.fields(), trustedClient, out);
        forwarded(head.fields(), received, trustedClient, out);
        if (upgrade != null) {
            out.add("Connection", "Upgrade");
            out.add("Upgrade", upgrade);
        }
        framing(head.framing(), out);
        out.end();
    }

    private String host(ReceivedRequest received, Peer peer) {
        return portOfServer
                ? received.host().bare() + ':' + peer.port()
                : received.host().text();
    }

    private static void copy(Fields fields, boolean trustedClient, FieldSink out) {
        ConnectionOptions options = ConnectionOptions.of(fields);
        for (int i = 0; i < fields.count(); i++) {
            switch (fields.name(i)) {
                case HOST, X_FORWARDED_FOR -> {}
                case X_FORWARDED_PROTO, X_FORWARDED_HOST, X_FORWARDED_PORT, FORWARDED -> {
                    if (trustedClient) {
                        out.copy(fields, i);
                    }
                }
                default -> {
                    if (!options.remove(fields, i)) {
                        out.copy(fields, i);
                    }
                }
            }
        }
    }

    private void forwarded(Fields fields, ReceivedRequest received, boolean trustedClient, FieldSink out) {
        String client = received.client().address();
        String before = trusted.isEmpty() || trustedClient ? forwardedFor(fields) : "";
        out.add("X-Forwarded-For", before.isEmpty() ? client : before + ", " + client);
        if (!trustedClient || !fields.has(FieldName.X_FORWARDED_PROTO)) {
            out.add("X-Forwarded-Proto", received.scheme());
        }
        if (fields.has(FieldName.HOST) && (!trustedClient || !fields.has(FieldName.X_FORWARDED_HOST))) {
            out.add("X-Forwarded-Host", received.host().text());
        }
        if (!trustedClient || !fields.has(FieldName.X_FORWARDED_PORT)) {
            out.add("X-Forwarded-Port", Integer.toString(received.port()));
        }
        if (standard) {
            // IPv6 addresses and hosts with a port are quoted (RFC 7239 section 4).
            String node = HostPort.bracketed(client);
            out.add(
                    "Forwarded",
                    "for=" + quoted(node) + ";host=" + quoted(received.host().text()) + ";proto=" + received.scheme());
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
