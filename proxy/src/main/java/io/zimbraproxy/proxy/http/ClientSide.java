package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.user.TokenReader;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.tls.ClientIdentity;
import java.util.Optional;

/** What is known of a web client's connection. */
public final class ClientSide {
    private final ClientPeer peer;
    private final ClientIdentity proof;
    private final TokenReader tokens = new TokenReader();
    /** The same client mostly asks for the same host. */
    private HostHeader lastHost;

    /** {@code proof}: what the client has shown when TLS began. */
    public ClientSide(ClientPeer peer, ClientIdentity proof) {
        this.peer = peer;
        this.proof = proof;
    }

    public ClientPeer peer() {
        return peer;
    }

    TokenReader tokens() {
        return tokens;
    }

    public ClientIdentity proof() {
        return proof;
    }

    /**
     * The host a request is for; one of HTTP/1.0 without any is for the address it came to.
     *
     * @throws BadMessage when it is malformed
     */
    HostHeader host(RequestHead head, int port) throws BadMessage {
        String text = head.host();
        if (text == null) {
            String address = peer.proxyAddress();
            text = (address.indexOf(':') < 0 ? address : '[' + address + ']') + ':' + port;
        }
        if (lastHost == null || !lastHost.text().equals(text)) {
            Optional<HostHeader> host = HostHeader.of(text);
            lastHost = host.orElseThrow(() -> new BadMessage(ErrorPage.BAD_REQUEST.status(), "malformed Host field"));
        }
        return lastHost;
    }
}
