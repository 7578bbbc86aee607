package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The listening socket of one port, shared by all event loops. Vert.x closes a server only together with its connections;
 * this closes the socket alone, which it knows from the first connection accepted. Safe for all threads.
 */
final class AcceptGate {
    private final List<LoopListener> ports = new CopyOnWriteArrayList<>();
    private volatile Channel socket;
    private volatile boolean closed;

    /** A listener on one event loop shares the port. */
    void add(LoopListener port) {
        ports.add(port);
    }

    /** A connection came in; false when it came too late to be served. */
    boolean accepted(Channel connection) {
        if (socket == null) {
            socket = connection.parent();
        }
        return !closed;
    }

    /** Takes no more connections; those that are open stay. */
    Future<Void> close() {
        closed = true;
        if (socket == null) {
            // No connection was ever accepted, so none is closed with it.
            return Future.all(ports.stream().map(LoopListener::close).toList()).mapEmpty();
        }
        Promise<Void> done = Promise.promise();
        socket.close().addListener(closing -> done.complete());
        return done.future();
    }
}
