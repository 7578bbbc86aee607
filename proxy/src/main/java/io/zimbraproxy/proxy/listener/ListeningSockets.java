package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.zimbraproxy.crds.spec.Listener;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sockets that listen, apart from what they accepted: Vert.x closes a server only together with its connections, and a
 * connection whose TLS handshake is under way is known to nobody else yet. All listening sockets live on the loops that
 * accept.
 */
final class ListeningSockets {
    private final VertxInternal vertx;

    ListeningSockets(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    /** Closes those of the listeners; what they accepted stays. */
    Future<Void> close(List<Listener> listeners) {
        List<InetSocketAddress> addresses = listeners.stream()
                .map(listener -> new InetSocketAddress(BindAddress.of(listener), listener.port()))
                .toList();
        List<Future<Void>> closed = new ArrayList<>();
        for (EventExecutor loop : vertx.getAcceptorEventLoopGroup()) {
            Promise<Void> done = Promise.promise();
            loop.execute(() -> close((SingleThreadEventLoop) loop, addresses, done));
            closed.add(done.future());
        }
        return Future.all(closed).mapEmpty();
    }

    private static void close(SingleThreadEventLoop loop, List<InetSocketAddress> addresses, Promise<Void> done) {
        List<Channel> sockets = new ArrayList<>();
        for (Iterator<Channel> all = loop.registeredChannelsIterator(); all.hasNext(); ) {
            Channel socket = all.next();
            if (addresses.stream().anyMatch(address -> same(address, socket.localAddress()))) {
                sockets.add(socket);
            }
        }
        AtomicInteger open = new AtomicInteger(1 + sockets.size());
        for (Channel socket : sockets) {
            ChannelFuture closing = socket.close();
            closing.addListener(gone -> completeLast(open, done));
        }
        completeLast(open, done);
    }

    private static void completeLast(AtomicInteger open, Promise<Void> done) {
        if (open.decrementAndGet() == 0) {
            done.complete();
        }
    }

    /** "All addresses" may come back as IPv4's or as IPv6's. */
    private static boolean same(InetSocketAddress wanted, SocketAddress address) {
        return address instanceof InetSocketAddress bound
                && wanted.getPort() == bound.getPort()
                && (wanted.getAddress().equals(bound.getAddress())
                        || wanted.getAddress().isAnyLocalAddress()
                                && bound.getAddress().isAnyLocalAddress());
    }
}
