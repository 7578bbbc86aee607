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

/** A listening socket. It accepts connections when it has handlers; until then, they wait in the kernel. */
final class ListeningSocket {
    /** Time for TCP handshakes in which the kernel has sent its SYN-ACK already. */
    private static final long HANDSHAKE_MILLIS = 250;

    private final PortAddress address;
    private final Channel channel;
    private final Acceptor acceptor;
    /** Whether another process listens on this socket too. A filter of the socket would affect that process. */
    private volatile boolean shared;

    private ListeningSocket(PortAddress address, Channel channel, Acceptor acceptor) {
        this.address = address;
        this.channel = channel;
        this.acceptor = acceptor;
    }

    /** Opens a socket. Its connections are distributed to the loops in turn. */
    static Future<ListeningSocket> open(Vertx vertx, PortAddress address, List<EventLoop> loops) {
        VertxInternal internal = (VertxInternal) vertx;
        ServerChannel channel = internal.transport().serverChannelFactory(false).newChannel();
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        Acceptor acceptor = prepare(channel, address, loops);
        Promise<ListeningSocket> opened = Promise.promise();
        acceptLoop(address, loops).register(channel).addListener(registered -> {
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

    /** Wraps a socket that another process has opened. Blocks until it is registered on its loop. */
    static ListeningSocket inherited(Vertx vertx, FileDescriptor descriptor, List<EventLoop> loops) {
        ServerChannel channel = new EpollServerSocketChannel(descriptor.intValue());
        PortAddress address = PortAddress.of((InetSocketAddress) channel.localAddress());
        Acceptor acceptor = prepare(channel, address, loops);
        acceptLoop(address, loops).register(channel).awaitUninterruptibly();
        ListeningSocket socket = new ListeningSocket(address, channel, acceptor);
        socket.shared = true;
        return socket;
    }

    /**
     * Returns the loop that accepts: one of the loops that have the sessions, chosen by the port. A separate thread would need two wake-ups
     * for each connection, its own and that of the session's loop.
     */
    private static EventLoop acceptLoop(PortAddress address, List<EventLoop> loops) {
        return loops.get(Math.floorMod(address.port(), loops.size()));
    }

    private static Acceptor prepare(ServerChannel channel, PortAddress address, List<EventLoop> loops) {
        Acceptor acceptor = new Acceptor(address, loops);
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(acceptor);
        return acceptor;
    }

    /** Returns the file descriptor for another process; empty if the platform has none. From now on, the socket is shared. */
    Optional<FileDescriptor> descriptor() {
        shared = true;
        return channel instanceof UnixChannel socket ? Optional.of(socket.fd()) : Optional.empty();
    }

    /** Notes that no other process listens on this socket any more. */
    void markExclusive() {
        shared = false;
    }

    PortAddress address() {
        return address;
    }

    /** Sets the handlers for new connections, one for each loop, and accepts connections from now on. */
    void handlers(List<ConnectionHandler> handlers) {
        acceptor.handlers(handlers);
        channel.config().setAutoRead(true);
    }

    List<ConnectionHandler> handlers() {
        return acceptor.handlers();
    }

    /** Accepts the connections that are established already, then closes the socket. Accepted connections stay open. */
    Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        EventLoop loop = channel.eventLoop();
        loop.execute(() -> {
            if (!shared && SynFilter.attach(channel)) {
                loop.schedule(() -> closeAfterAccept(closed), HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                closeAfterAccept(closed);
            }
        });
        return closed.future();
    }

    /** Closes the channel in the next round of the loop, after it has polled its sockets once more. */
    private void closeAfterAccept(Promise<Void> closed) {
        channel.eventLoop().execute(() -> channel.close().addListener(done -> closed.complete()));
    }
}
