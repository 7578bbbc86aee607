package io.zimbraproxy.proxy.http;

import io.zimbraproxy.crds.text.HostPort;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.user.TokenReader;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.tls.ClientIdentity;
import org.jspecify.annotations.Nullable;

/** The state that all requests of one client connection share: addresses, certificate, and the last token and host. */
public final class ClientContext {
    private final ClientPeer peer;
    private final ClientIdentity identity;
    private final TokenReader tokens = new TokenReader();
    /** The host of the last request; a client mostly requests the same one again. */
    private @Nullable HostHeader lastHost;

    /** {@code identity}: the result of the TLS handshake. */
    public ClientContext(ClientPeer peer, ClientIdentity identity) {
        this.peer = peer;
        this.identity = identity;
    }

    ClientPeer peer() {
        return peer;
    }

    TokenReader tokens() {
        return tokens;
    }

    ClientIdentity identity() {
        return identity;
    }

    /**
     * Returns the host of a request. For an HTTP/1.0 request without a Host field, that is the address it was sent to.
     *
     * @throws BadMessage if the Host field is malformed
     */
    HostHeader host(RequestHead head, int port) throws BadMessage {
        String text = head.host();
        if (text == null) {
            text = HostPort.format(peer.proxyAddress(), port);
        }
        HostHeader host = lastHost;
        if (host == null || !host.text().equals(text)) {
            host = HostHeader.of(text)
                    .orElseThrow(() -> new BadMessage(ErrorPage.BAD_REQUEST.status(), "malformed Host field"));
            lastHost = host;
        }
        return host;
    }
}
