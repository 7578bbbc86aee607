package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A socket that listens. It accepts nothing before it has doors; what comes until then waits in the kernel. */
final class ListeningSocket {
    /** More than a handshake takes, in which a client has been answered already. */
    private static final long HANDSHAKE_MILLIS = 250;

    private final PortAddress address;
    private final Channel channel;
    private final Acceptor acceptor;
    /** With another process, which would have its filter, too. */
    private volatile boolean shared;

    private ListeningSocket(PortAddress address, Channel channel, Acceptor acceptor) {
        this.address = address;
        this.channel = channel;
        this.acceptor = acceptor;
    }

    /** Begins to listen; connections go to the loops in turn. */
    static Future<ListeningSocket> open(Vertx vertx, PortAddress address, List<EventLoop> loops) {
        VertxInternal internal = (VertxInternal) vertx;
        ServerChannel channel = internal.transport().serverChannelFactory(false).newChannel();
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        Acceptor acceptor = prepare(channel, address, loops);
        Promise<ListeningSocket> opened = Promise.promise();
        home(address, loops).register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                opened.fail(registered.cause());
                return;
            }
            channel.bind(address.socketAddress()).addListener(bound -> {
                if (bound.isSuccess()) {
                    opened.complete(new ListeningSocket(address, channel, acceptor));
                } else {
                    channel.close();
                    opened.fail(bound.cause());
                }
            });
        });
        return opened.future();
    }

    /** One that another process has opened; blocks until it is on its loop. */
    static ListeningSocket inherited(Vertx vertx, FileDescriptor descriptor, List<EventLoop> loops) {
        ServerChannel channel = new EpollServerSocketChannel(descriptor.intValue());
        PortAddress address = PortAddress.of((InetSocketAddress) channel.localAddress());
        Acceptor acceptor = prepare(channel, address, loops);
        home(address, loops).register(channel).awaitUninterruptibly();
        ListeningSocket socket = new ListeningSocket(address, channel, acceptor);
        socket.shared = true;
        return socket;
    }

    /**
     * The loop that accepts: one of those that have the sessions, another for each port. A thread of its own would be woken, and
     * would wake another, for each connection.
     */
    private static EventLoop home(PortAddress address, List<EventLoop> loops) {
        return loops.get(Math.floorMod(address.port(), loops.size()));
    }

    private static Acceptor prepare(ServerChannel channel, PortAddress address, List<EventLoop> loops) {
        Acceptor acceptor = new Acceptor(address, loops);
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(acceptor);
        return acceptor;
    }

    /** What the kernel knows it by, for another process; empty where it cannot be given to one. */
    Optional<FileDescriptor> descriptor() {
        shared = true;
        return channel instanceof UnixChannel socket ? Optional.of(socket.fd()) : Optional.empty();
    }

    /** No other process listens at it any more. */
    void own() {
        shared = false;
    }

    PortAddress address() {
        return address;
    }

    /** Connections come in by these from now on, one for each loop. */
    void handlers(List<ConnectionHandler> handlers) {
        acceptor.handlers(handlers);
        channel.config().setAutoRead(true);
    }

    List<ConnectionHandler> handlers() {
        return acceptor.handlers();
    }

    /** Takes what is connected already, and listens no more; what was accepted stays. */
    Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        EventLoop loop = channel.eventLoop();
        loop.execute(() -> {
            if (!shared && SynFilter.attach(channel)) {
                loop.schedule(() -> takeLast(closed), HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                takeLast(closed);
            }
        });
        return closed.future();
    }

    /** The second round comes after the loop has looked at its sockets once more. */
    private void takeLast(Promise<Void> closed) {
        channel.eventLoop().execute(() -> channel.close().addListener(done -> closed.complete()));
    }
}
