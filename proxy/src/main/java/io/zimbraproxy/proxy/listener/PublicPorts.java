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
 * The public ports on all event loops. A configuration is applied as a whole: sockets that it does not have yet are opened
 * first, and when one cannot be, nothing has changed. A socket that stays is never touched. To be called by one thread at a
 * time.
 */
public final class PublicPorts {
    private final Vertx vertx;
    private final InheritedSockets inherited = new InheritedSockets();
    private final List<EventLoop> loops;
    private volatile Map<PortAddress, ListeningSocket> open = new LinkedHashMap<>();

    /** Creates the ports, without a socket; connections go to {@code loops} in turn. */
    public PublicPorts(Vertx vertx, List<EventLoop> loops) {
        this.vertx = vertx;
        this.loops = List.copyOf(loops);
    }

    /** Adds sockets on which another process listens; {@link #closeUnwanted} closes those that {@link #apply} did not take. */
    public void inherit(List<FileDescriptor> sockets) {
        sockets.forEach(socket -> inherited.add(ListeningSocket.inherited(vertx, socket, loops)));
    }

    /** Closes the inherited sockets that the configuration does not have. */
    public void closeUnwanted() {
        inherited.close();
    }

    /** Returns the descriptors of the listening sockets, for another process. */
    public List<FileDescriptor> sockets() {
        return open.values().stream()
                .flatMap(socket -> socket.descriptor().stream())
                .toList();
    }

    /** Notes that no other process listens on these sockets any more. */
    public void own() {
        open.values().forEach(ListeningSocket::own);
    }

    /**
     * Opens, keeps and closes sockets so that they are those of {@code listeners}; fails with {@link CannotListen} when a port
     * cannot be opened, and then has changed nothing.
     *
     * @param handlers makes for each listener one handler for each event loop; called once all sockets are open
     */
    public Future<Void> apply(List<Listener> listeners, Supplier<Future<List<List<ConnectionHandler>>>> handlers) {
        Map<PortAddress, Listener> wanted = new LinkedHashMap<>();
        listeners.forEach(listener -> wanted.put(PortAddress.of(listener), listener));
        PortChange change = new PortChange(vertx, loops, open, inherited);
        return change.open(wanted)
                .compose(sockets -> handlers.get().recover(change::undo).compose(made -> {
                    int index = 0;
                    for (PortAddress address : wanted.keySet()) {
                        sockets.get(address).handlers(made.get(index++));
                    }
                    open = sockets;
                    return change.closeOthers();
                }));
    }

    /** Stops taking connections; those that are open stay. */
    public Future<Void> stopAccepting() {
        List<Future<Void>> closed =
                open.values().stream().map(ListeningSocket::close).toList();
        open = new LinkedHashMap<>();
        return Future.all(closed).mapEmpty();
    }
}
