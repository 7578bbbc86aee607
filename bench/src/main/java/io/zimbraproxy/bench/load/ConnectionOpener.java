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

/** Opens connections to a target, each with its own handler, until it is stopped. */
final class ConnectionOpener {
    private final Bootstrap bootstrap;
    private final LoadCounters counters;
    private final Loop loop;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final AtomicLong handshakeBytes = new AtomicLong();
    private final AtomicLong opened = new AtomicLong();
    private long limit = Long.MAX_VALUE;
    private boolean stopped;

    ConnectionOpener(Loop loop, Target target, LoadCounters counters, Supplier<ChannelHandler> handler) {
        this.loop = loop;
        this.counters = counters;
        bootstrap = loop.connecting(target.port()).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                target.tls().ifPresent(tls -> addTls(tls, target.port(), channel));
                channel.pipeline().addLast(handler.get());
            }
        });
    }

    private void addTls(TlsClient tls, int port, Channel channel) {
        HandshakeByteCounter counter = new HandshakeByteCounter(handshakeBytes);
        SslHandler handler = tls.handler(channel.alloc(), port);
        channel.pipeline().addLast(counter, handler, counter.handshakeListener());
    }

    /** Opens another connection. Call it on the loop. */
    void open() {
        if (stopped || counters.fault().isPresent()) {
            return;
        }
        opened.incrementAndGet();
        ChannelFuture connecting = bootstrap.connect();
        channels.add(connecting.channel());
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                counters.fail("could not be reached: " + done.cause());
            }
        });
    }

    /** Opens several connections at once. */
    void open(int connections) {
        loop.later(() -> {
            for (int number = 0; number < connections; number++) {
                open();
            }
        });
    }

    /** Opens several connections at once, and sets the limit for {@link #openNext}. */
    void openUpTo(int connections, int limit) {
        loop.run(() -> this.limit = limit);
        open(connections);
    }

    /** Opens another connection unless the limit is reached. Call it on the loop. */
    void openNext() {
        if (opened.get() < limit) {
            open();
        }
    }

    /** Returns whether the load is stopped; a connection that ends after that is no fault. Call it on the loop. */
    boolean stopped() {
        return stopped;
    }

    /** Returns the average number of bytes that the server sends in a handshake. */
    double handshakeBytes() {
        return (double) handshakeBytes.get() / Math.max(1, opened.get());
    }

    /** Closes all connections and waits until they are closed. */
    void stop() {
        loop.run(() -> stopped = true);
        channels.close().awaitUninterruptibly();
    }
}
