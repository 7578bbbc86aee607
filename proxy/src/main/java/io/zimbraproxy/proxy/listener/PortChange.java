package io.zimbraproxy.proxy.listener;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A change from the open sockets to those of a new configuration. It is undone if a socket cannot be opened. */
final class PortChange {
    private final Vertx vertx;
    private final List<EventLoop> loops;
    private final Map<PortAddress, ListeningSocket> before;
    private final InheritedSockets inherited;
    private final Map<PortAddress, ListeningSocket> after = new LinkedHashMap<>();
    private final List<ListeningSocket> opened = new ArrayList<>();
    /** Old sockets that were closed because they excluded a new one. */
    private final List<ListeningSocket> replaced = new ArrayList<>();

    PortChange(
            Vertx vertx, List<EventLoop> loops, Map<PortAddress, ListeningSocket> before, InheritedSockets inherited) {
        this.inherited = inherited;
        this.vertx = vertx;
        this.loops = loops;
        this.before = before;
    }

    /** Opens the new sockets and keeps the open ones; returns all in the order of {@code wanted}. Fails with {@link ListenException}, and then has changed nothing. */
    Future<Map<PortAddress, ListeningSocket>> open(Map<PortAddress, Listener> wanted) {
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<PortAddress, Listener> entry : wanted.entrySet()) {
            done = done.compose(next -> closeExcluding(entry.getKey(), wanted.keySet()))
                    .compose(next -> open(entry.getKey(), entry.getValue()));
        }
        return done.map(after).recover(this::undo);
    }

    /** Closes old sockets with the same port: the kernel allows a port either for all addresses or for single ones. */
    private Future<Void> closeExcluding(PortAddress address, Set<PortAddress> wanted) {
        List<Future<Void>> closed = new ArrayList<>();
        before.forEach((other, socket) -> {
            if (other.excludes(address) && !wanted.contains(other) && !replaced.contains(socket)) {
                replaced.add(socket);
                closed.add(socket.close());
            }
        });
        return Future.join(closed).mapEmpty();
    }

    private Future<Void> open(PortAddress address, Listener listener) {
        ListeningSocket kept = before.get(address);
        if (kept != null) {
            after.put(address, kept);
            return Future.succeededFuture();
        }
        Optional<ListeningSocket> claimed = inherited.claim(address);
        return claimed.map(Future::succeededFuture)
                .orElseGet(() -> ListeningSocket.open(vertx, address, loops))
                .<Void>map(socket -> {
                    opened.add(socket);
                    after.put(address, socket);
                    return null;
                })
                .recover(fault -> Future.failedFuture(new ListenException(listener, fault)));
    }

    /** Closes the new sockets and reopens the replaced ones. The future always fails with {@code fault}. */
    <T> Future<T> undo(Throwable fault) {
        List<Future<Void>> closed = opened.stream().map(ListeningSocket::close).toList();
        return Future.join(closed)
                .transform(
                        gone -> Future.join(replaced.stream().map(this::reopen).toList()))
                .transform(undone -> Future.failedFuture(fault));
    }

    private Future<Void> reopen(ListeningSocket socket) {
        return ListeningSocket.open(vertx, socket.address(), loops).map(again -> {
            again.handlers(socket.handlers());
            before.put(socket.address(), again);
            return null;
        });
    }

    /** Closes the old sockets that the new configuration does not have. */
    Future<Void> closeOthers() {
        List<Future<Void>> closed = before.entrySet().stream()
                .filter(entry -> after.get(entry.getKey()) != entry.getValue() && !replaced.contains(entry.getValue()))
                .map(entry -> entry.getValue().close())
                .toList();
        return Future.join(closed).mapEmpty();
    }
}
