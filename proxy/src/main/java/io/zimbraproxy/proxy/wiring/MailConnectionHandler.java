package io.zimbraproxy.proxy.wiring;

import io.netty.channel.Channel;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.listener.ConnectionHandler;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.PeerResolver;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.session.SessionService;

/**
 * Accepts the connections of a mail listener on one event loop.
 *
 * @param maxConnections limit over all listeners; 0 for none
 */
record MailConnectionHandler(
        Listener listener, PeerResolver peers, SessionService service, ConnectionRegistry registry, int maxConnections)
        implements ConnectionHandler {
    @Override
    public void accept(Channel channel) {
        ClientOptions.mail(channel);
        peers.resolve(channel, peer -> begin(channel, peer));
    }

    private void begin(Channel channel, ClientPeer peer) {
        service.metrics().accepted(listener.name());
        boolean full = maxConnections > 0 && registry.size() >= maxConnections;
        MailClientChannel client = new MailClientChannel(this, channel, peer, full);
        registry.add(client);
        if (!listener.protocol().tls()) {
            client.begin(false);
            return;
        }
        channel.pipeline().addLast(client);
        channel.pipeline().addFirst(service.tlsStart());
    }
}
