package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.ClientPeer;
import io.zimbraproxy.proxy.tls.AlpnFamily;
import io.zimbraproxy.proxy.tls.CurrentTls;
import io.zimbraproxy.proxy.tls.TlsStart;

/**
 * The door of a web listener on one event loop.
 *
 * @param maxConnections of all listeners together; 0 for no bound
 */
record WebDoor(
        Listener listener,
        Entrance entrance,
        WebFront front,
        CurrentTls tls,
        ConnectionRegistry registry,
        int maxConnections,
        ProxyMetrics metrics)
        implements Door {
    @Override
    public void enter(Channel channel) {
        ClientOptions.web(channel);
        entrance.enter(channel, peer -> begin(channel, peer));
    }

    private void begin(Channel channel, ClientPeer peer) {
        metrics.accepted(listener.name());
        boolean full = maxConnections > 0 && registry.size() >= maxConnections;
        WebClientChannel client =
                new WebClientChannel(channel, peer, front, () -> metrics.handshakeFailed(listener.name()));
        registry.add(client);
        channel.closeFuture().addListener(closed -> {
            registry.remove(client);
            metrics.closed(listener.name());
        });
        channel.pipeline().addLast(WebClientChannel.HANDLER, client);
        if (full) {
            channel.close();
        } else if (listener.protocol().tls()) {
            channel.pipeline()
                    .addFirst(new TlsStart(
                            tls, AlpnFamily.WEB, front.service().timeouts().tlsHandshake()));
        } else {
            client.begin();
        }
    }
}
