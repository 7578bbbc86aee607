package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.location.WebLocation;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.http.rewrite.ReceivedRequest;
import io.zimbraproxy.proxy.upstream.Peer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an exchange that never change.
 *
 * @param head the head of the request as the mailbox server receives it
 */
record ExchangeContext(
        WebService service,
        ClientStream client,
        RequestHead head,
        WebLocation location,
        ReceivedRequest received,
        RequestRecord record) {
    /** Returns the writer of a response by the proxy itself. */
    LocalResponse localResponse() {
        return new LocalResponse(client, head, received.host(), service.responseRules());
    }

    /** Returns the protocol that the client wants to upgrade to, or null if there is none. */
    @Nullable
    String upgrade() {
        return client.upgradable() ? head.upgrade() : null;
    }

    /** Converts the head of an interim response. */
    ClientResponseHead interimHead(ResponseHead response, Peer peer) {
        return new ClientResponseHead(
                response.status(), response.reason(), Framing.NONE, null, out -> writeFields(response, peer, out));
    }

    /** Converts the head of a final response. */
    ClientResponseHead finalHead(ResponseHead response, Peer peer) {
        boolean lengthOnly = !response.framing().hasBody() && response.mayAnnounceLength();
        return new ClientResponseHead(
                response.status(),
                response.reason(),
                response.framing(),
                lengthOnly ? response.fields().value(FieldName.CONTENT_LENGTH) : null,
                out -> writeFields(response, peer, out));
    }

    /** Converts the head of a response that accepts an upgrade to {@code protocol}. */
    ClientResponseHead upgradeHead(ResponseHead response, Peer peer, String protocol) {
        return new ClientResponseHead(response.status(), response.reason(), Framing.NONE, null, out -> {
            writeFields(response, peer, out);
            out.add("Connection", "Upgrade");
            out.add("Upgrade", protocol);
        });
    }

    private void writeFields(ResponseHead response, Peer peer, FieldSink out) {
        service.responseRules().write(response, received, peer, out);
    }
}
