package io.zimbraproxy.proxy.listener;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.tls.TlsStart;
import io.zimbraproxy.proxy.tls.WebTls;
import java.util.Optional;

/** One web port on one event loop. */
final class WebListener implements LoopListener {
    private static final int MAX_READ = 128 * 1024;

    private final NetServer server;
    private final Listener listener;
    private final Optional<WebTls> tls;
    private final Limits limits;
    private final ConnectionRegistry registry;
    private final ProxyMetrics metrics;
    private final WebFront front;

    WebListener(
            Vertx vertx,
            Listener listener,
            Optional<WebTls> tls,
            WebFront front,
            Limits limits,
            ConnectionRegistry registry,
            ProxyMetrics metrics) {
        this.listener = listener;
        this.tls = listener.protocol().tls() ? tls : Optional.empty();
        this.front = front;
        this.limits = limits;
        this.registry = registry;
        this.metrics = metrics;
        // TLS is ours: which client is asked for a certificate depends on the name it wants.
        NetServerOptions options = new NetServerOptions()
                .setTcpNoDelay(true)
                .setTcpQuickAck(true)
                .setTcpKeepAlive(true)
                .setRegisterWriteHandler(false);
        server = vertx.createNetServer(options).connectHandler(this::accept);
    }

    @Override
    public Future<Integer> open() {
        return server.listen(listener.port(), BindAddress.of(listener)).map(NetServer::actualPort);
    }

    private void accept(NetSocket socket) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        boolean full = limits.connections() > 0 && registry.size() >= limits.connections();
        metrics.accepted(listener.name());
        prepare(channel.config());
        WebClientChannel client = new WebClientChannel(channel, front, () -> metrics.handshakeFailed(listener.name()));
        registry.add(client);
        channel.closeFuture().addListener(closed -> {
            registry.remove(client);
            metrics.closed(listener.name());
        });
        channel.pipeline().addBefore("handler", WebClientChannel.HANDLER, client);
        if (full) {
            channel.close();
        } else if (tls.isPresent()) {
            channel.pipeline().addFirst(new TlsStart(tls.get()));
        } else {
            client.begin();
        }
    }

    private static void prepare(ChannelConfig config) {
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
        config.setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(512, 2048, MAX_READ));
        config.setWriteBufferWaterMark(new WriteBufferWaterMark(64 * 1024, 128 * 1024));
    }
}
