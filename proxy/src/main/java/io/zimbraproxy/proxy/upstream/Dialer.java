package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes the connections of one event loop to mailbox servers. It holds none of them, so it needs no closing, and what it has
 * connected does not care when it is replaced.
 */
public final class Dialer {
    private final EventLoop loop;
    private final AddressResolver<InetSocketAddress> resolver;
    private final ChannelFactory<? extends Channel> channels;
    private final Map<ChannelOption<?>, Object> options;
    private final UpstreamTls tls;
    private final Duration handshake;
    private final Supplier<RecvByteBufAllocator> reads;

    /**
     * For the event loop that it is made on.
     *
     * @param reads how much each connection reads at once; Netty makes up its mind about that with the first read
     * @param connect how long a connection may take, without TLS
     * @param handshake how long TLS may take
     */
    public Dialer(
            Vertx vertx, UpstreamTls tls, Supplier<RecvByteBufAllocator> reads, Duration connect, Duration handshake) {
        this.tls = tls;
        this.handshake = handshake;
        this.reads = reads;
        VertxInternal internal = (VertxInternal) vertx;
        loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        channels = internal.transport().channelFactory(false);
        // TCP_NODELAY is Netty's default, and the kernel acknowledges at once what comes first, as a greeting does: to
        // say
        // either again would be a system call each.
        options = Map.of(
                ChannelOption.ALLOCATOR,
                PooledByteBufAllocator.DEFAULT,
                ChannelOption.SO_KEEPALIVE,
                true,
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) connect.toMillis());
        resolver = internal.nettyAddressResolverGroup().getResolver(loop);
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
        // socket, which gets the number of the closed one, would be taken for it ("not yet connected").
        loop.execute(() -> connect(dial, server));
        return dial;
    }

    private void connect(Dial dial, InetSocketAddress server) {
        if (dial.over()) {
            return;
        }
        if (resolver.isResolved(server)) {
            open(dial, server);
            return;
        }
        resolver.resolve(server).addListener((Future<InetSocketAddress> found) -> {
            if (!found.isSuccess()) {
                dial.fail(found.cause());
            } else if (!dial.over()) {
                open(dial, found.getNow());
            }
        });
    }

    /** What a bootstrap does, without a copy of it for each connection. */
    private void open(Dial dial, InetSocketAddress server) {
        Channel channel;
        try {
            channel = channels.newChannel();
        } catch (ChannelException noDescriptor) {
            dial.fail(noDescriptor);
            return;
        }
        channel.config().setOptions(options);
        channel.config().setRecvByteBufAllocator(reads.get());
        channel.pipeline().addLast(dial);
        loop.register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                channel.unsafe().closeForcibly();
                dial.fail(registered.cause());
            }
        });
        channel.connect(server).addListener(connected -> {
            if (!connected.isSuccess()) {
                dial.fail(connected.cause());
                channel.close();
            }
        });
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
