package io.zimbraproxy.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.zimbraproxy.bench.wire.Loop;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Opens connections to a target, each with a handler of its own, until it is told to stop. */
final class Dialer {
    private final Bootstrap bootstrap;
    private final Progress progress;
    private final Loop loop;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicLong handshakeBytes = new AtomicLong();
    private final AtomicLong dialled = new AtomicLong();
    private long most = Long.MAX_VALUE;
    private boolean stopped;

    Dialer(Loop loop, Target target, Progress progress, Supplier<ChannelHandler> handler) {
        this.loop = loop;
        this.progress = progress;
        bootstrap = loop.connecting(target.port()).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                target.tls().ifPresent(tls -> begin(tls, target.port(), channel));
                channel.pipeline().addLast(handler.get());
            }
        });
    }

    private void begin(TlsClient tls, int port, Channel channel) {
        ServerFlight flight = new ServerFlight(handshakeBytes);
        SslHandler handler = tls.handler(channel.alloc(), port);
        channel.pipeline().addLast(flight, handler, flight.ear());
    }

    /** One connection more; on the loop. */
    void dial() {
        if (stopped || progress.fault() != null) {
            return;
        }
        dialled.incrementAndGet();
        ChannelFuture connecting = bootstrap.connect();
        open.add(connecting.channel());
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                progress.fail("cannot connect: " + done.cause().getMessage());
            }
        });
    }

    /** So many at once. */
    void dial(int connections) {
        loop.later(() -> {
            for (int number = 0; number < connections; number++) {
                dial();
            }
        });
    }

    /** So many at once, and by {@link #dialNext} more until there have been {@code most}. */
    void dialUpTo(int connections, int most) {
        loop.run(() -> this.most = most);
        dial(connections);
    }

    /** One more, if there are to be more; on the loop. */
    void dialNext() {
        if (dialled.get() < most) {
            dial();
        }
    }

    /** On the loop; what ends after this is no fault. */
    boolean stopped() {
        return stopped;
    }

    /** How many bytes a server sent in a handshake, on average. */
    double handshakeBytes() {
        return (double) handshakeBytes.get() / Math.max(1, dialled.get());
    }

    /** Ends all connections and waits for it. */
    void stop() {
        loop.run(() -> stopped = true);
        open.close().awaitUninterruptibly();
    }
}
