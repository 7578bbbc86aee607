package io.zimbraproxy.proxy.listener;

import io.netty.channel.EventLoop;
import io.netty.channel.unix.FileDescriptor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.Listener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The listening sockets of all listeners. A configuration is applied as a whole: new sockets are opened first, and if one cannot be opened,
 * nothing changes. Sockets in both configurations are kept. Not safe for concurrent calls.
 */
public final class PublicPorts {
    private final Vertx vertx;
    private final InheritedSockets inherited = new InheritedSockets();
    private final List<EventLoop> loops;
    private volatile Map<PortAddress, ListeningSocket> open = new LinkedHashMap<>();

    /** Creates the ports without a socket. Connections are distributed to {@code loops} in turn. */
    public PublicPorts(Vertx vertx, List<EventLoop> loops) {
        this.vertx = vertx;
        this.loops = List.copyOf(loops);
    }

    /** Adds sockets of another process. {@link #apply} claims those that the configuration has. */
    public void inherit(List<FileDescriptor> sockets) {
        sockets.forEach(socket -> inherited.add(ListeningSocket.inherited(vertx, socket, loops)));
    }

    /** Closes the inherited sockets that {@link #apply} has not claimed. */
    public void closeUnclaimed() {
        inherited.close();
    }

    /** Returns the descriptors of the listening sockets, for another process. */
    public List<FileDescriptor> sockets() {
        return open.values().stream()
                .flatMap(socket -> socket.descriptor().stream())
                .toList();
    }

    /** Notes that no other process listens on these sockets any more. */
    public void markExclusive() {
        open.values().forEach(ListeningSocket::markExclusive);
    }

    /**
     * Opens, keeps and closes sockets for these listeners. Fails with {@link ListenException} if a port cannot be opened, and then has
     * changed nothing.
     *
     * @param handlers creates the handlers of each listener, one per event loop; called when all sockets are open
     */
    public Future<Void> apply(List<Listener> listeners, Supplier<Future<List<List<ConnectionHandler>>>> handlers) {
        Map<PortAddress, Listener> wanted = new LinkedHashMap<>();
        listeners.forEach(listener -> wanted.put(PortAddress.of(listener), listener));
        PortChange change = new PortChange(vertx, loops, open, inherited);
        return change.open(wanted)
                .compose(sockets -> handlers.get().recover(change::undo).compose(made -> {
                    int index = 0;
                    for (ListeningSocket socket : sockets.values()) {
                        socket.handlers(made.get(index++));
                    }
                    open = sockets;
                    return change.closeOthers();
                }));
    }

    /** Closes all listening sockets. Open connections stay. */
    public Future<Void> stopAccepting() {
        List<Future<Void>> closed =
                open.values().stream().map(ListeningSocket::close).toList();
        open = new LinkedHashMap<>();
        return Future.all(closed).mapEmpty();
    }
}
