package io.zimbraproxy.proxy.wiring;

import io.netty.channel.Channel;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.listener.ConnectionHandler;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.PeerResolver;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.tls.ActiveTls;
import io.zimbraproxy.proxy.tls.AlpnFamily;
import io.zimbraproxy.proxy.tls.TlsStart;

/**
 * Accepts the connections of a web listener on one event loop.
 *
 * @param maxConnections limit over all listeners; 0 for none
 */
record WebConnectionHandler(
        Listener listener,
        PeerResolver peers,
        WebFront front,
        ActiveTls tls,
        ConnectionRegistry registry,
        int maxConnections,
        ProxyMetrics metrics)
        implements ConnectionHandler {
    @Override
    public void accept(Channel channel) {
        ClientOptions.web(channel);
        peers.resolve(channel, peer -> begin(channel, peer));
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
