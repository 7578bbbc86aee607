package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.route.ClientPeer;
import io.zimbraproxy.proxy.session.SessionService;

/**
 * The door of a mail listener on one event loop.
 *
 * @param maxConnections of all listeners together; 0 for no bound
 */
record MailDoor(
        Listener listener, Entrance entrance, SessionService service, ConnectionRegistry registry, int maxConnections)
        implements Door {
    @Override
    public void enter(Channel channel) {
        ClientOptions.mail(channel);
        entrance.enter(channel, peer -> begin(channel, peer));
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
