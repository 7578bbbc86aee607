package io.zimbraproxy.proxy.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Makes the connections of one event loop to mailbox servers. It holds none of them, so it needs no closing, and what it has
 * connected does not care when it is replaced.
 */
public final class Dialer {
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final UpstreamTls tls;
    private final Duration handshake;

    /**
     * For the event loop that it is made on.
     *
     * @param connect how long a connection may take, without TLS
     * @param handshake how long TLS may take
     */
    public Dialer(Vertx vertx, UpstreamTls tls, Duration connect, Duration handshake) {
        this.tls = tls;
        this.handshake = handshake;
        VertxInternal internal = (VertxInternal) vertx;
        loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(internal.transport().channelFactory(false))
                .resolver(internal.nettyAddressResolverGroup())
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connect.toMillis());
        if (loop.parent() instanceof EpollEventLoopGroup) {
            // Set before the connect: the first packet that a late acknowledgement would hold up is the server's
            // greeting.
            bootstrap.option(EpollChannelOption.TCP_QUICKACK, true);
        }
    }

    EventLoop loop() {
        return loop;
    }

    /** Connects to a server that is sent nothing ahead of TLS. */
    public Dial dial(InetSocketAddress server, Consumer<Channel> ready, Consumer<String> failed) {
        return dial(server, null, ready, failed);
    }

    /**
     * Connects, and does TLS where it begins with the connection. On the event loop, which is told one of two things unless the
     * attempt is cancelled before.
     *
     * @param server looked up unless it is resolved already; its certificate must name what {@code getHostString} says
     * @param first what is sent before anything else, also before TLS; belongs to the callee; null for nothing
     * @param ready gets the connection and puts its own handler at the end of the pipeline before it returns; nothing the
     *     server says was read until then
     * @param failed gets the reason, in words for the log
     */
    public Dial dial(InetSocketAddress server, ByteBuf first, Consumer<Channel> ready, Consumer<String> failed) {
        Dial dial = new Dial(this, server, first, ready, failed);
        // Not among the events of this round: a connection that was closed in it may have some left there, and a new
        // socket, which
        // gets the number of the closed one, would be taken for it ("not yet connected").
        loop.execute(() -> connect(dial, server));
        return dial;
    }

    private void connect(Dial dial, InetSocketAddress server) {
        if (dial.over()) {
            return;
        }
        bootstrap.clone().handler(dial).connect(server).addListener(connected -> {
            if (!connected.isSuccess()) {
                // Without a channel (no more descriptors) this is another thread.
                onLoop(() -> dial.fail(connected.cause()));
            }
        });
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** True when TLS begins with the connection. */
    boolean encrypts() {
        return tls.enabled() && !tls.startTls();
    }

    /**
     * Starts TLS on an open connection; on its event loop, which is told one of two things: that what is read from now on was
     * encrypted, or why the handshake failed. Then the connection is closed.
     */
    void secure(Channel channel, InetSocketAddress server, Runnable ready, Consumer<Throwable> failed) {
        SslHandler handler = tls.context().handler(channel, server);
        handler.setHandshakeTimeoutMillis(handshake.toMillis());
        channel.pipeline().addFirst(new Handshake(ready, failed)).addFirst("ssl", handler);
    }

    /** What is at the bottom of a failure, in words. */
    static String reason(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
