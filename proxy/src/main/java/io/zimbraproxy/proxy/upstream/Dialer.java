package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.util.ReferenceCounted;
import io.netty.util.concurrent.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connects one event loop to mailbox servers. The dialer holds no connections, so it need not be closed, and its
 * connections outlive it.
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
     * Creates a dialer for the current event loop.
     *
     * @param reads how much each connection reads at once; Netty fixes this at the first read
     * @param connect time limit for a connection, without TLS
     * @param handshake time limit for the TLS handshake
     */
    public Dialer(
            Vertx vertx, UpstreamTls tls, Supplier<RecvByteBufAllocator> reads, Duration connect, Duration handshake) {
        this.tls = tls;
        this.handshake = handshake;
        this.reads = reads;
        VertxInternal internal = (VertxInternal) vertx;
        loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        channels = internal.transport().channelFactory(false);
        // TCP_NODELAY is Netty's default, and the kernel acknowledges the first data at once.
        // Setting either option again would cost a system call.
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

    /** Connects without a PROXY protocol header. */
    public Dial dial(InetSocketAddress server, Consumer<Channel> ready, Consumer<String> failed) {
        return dial(server, null, ready, failed);
    }

    /**
     * Connects, and does the TLS handshake where TLS begins with the connection. Must be called on the event loop,
     * which later runs either {@code ready} or {@code failed}, unless the attempt is cancelled before.
     *
     * @param server resolved here unless it is resolved already; its certificate must name what {@code getHostString}
     *     returns
     * @param header PROXY protocol header ({@link io.netty.handler.codec.haproxy.HAProxyMessage}, or bytes) that is
     *     sent first, also before TLS; belongs to the callee; null for none
     * @param ready gets the connection, and must add its own handler to the pipeline before it returns; nothing is read
     *     before
     * @param failed gets the reason, for the log
     */
    public Dial dial(
            InetSocketAddress server,
            @Nullable ReferenceCounted header,
            Consumer<Channel> ready,
            Consumer<String> failed) {
        Dial dial = new Dial(this, server, header, ready, failed);
        // Not in the current round of events. A connection closed in this round may still have events in it, which a
        // new
        // socket with the same number would get ("not yet connected").
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

    /** Does what a Netty bootstrap does, without a copy of the bootstrap for each connection. */
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

    /** Returns true if TLS begins with the connection. */
    boolean encrypts() {
        return tls.enabled() && !tls.startTls();
    }

    /**
     * Starts TLS on an open connection. Must be called on the event loop, which later runs {@code ready} before it
     * reads encrypted data, or {@code failed} if the handshake failed; then the connection is closed.
     */
    void secure(Channel channel, InetSocketAddress server, Runnable ready, Consumer<Throwable> failed) {
        SslHandler handler = tls.client().handler(channel, server);
        handler.setHandshakeTimeoutMillis(handshake.toMillis());
        channel.pipeline().addFirst(new Handshake(ready, failed)).addFirst("ssl", handler);
    }
}
