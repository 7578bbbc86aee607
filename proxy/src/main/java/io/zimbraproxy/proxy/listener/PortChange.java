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

/** From the sockets that are open to those that are wanted; undone when one cannot be opened. */
final class PortChange {
    private final Vertx vertx;
    private final List<EventLoop> loops;
    private final Map<PortAddress, ListeningSocket> before;
    private final InheritedSockets inherited;
    private final Map<PortAddress, ListeningSocket> after = new LinkedHashMap<>();
    private final List<ListeningSocket> opened = new ArrayList<>();
    private final List<ListeningSocket> moved = new ArrayList<>();

    PortChange(
            Vertx vertx, List<EventLoop> loops, Map<PortAddress, ListeningSocket> before, InheritedSockets inherited) {
        this.inherited = inherited;
        this.vertx = vertx;
        this.loops = loops;
        this.before = before;
    }

    /** All sockets that are wanted, those that were open as they are; fails with {@link CannotListen}, having changed nothing. */
    Future<Map<PortAddress, ListeningSocket>> open(Map<PortAddress, Listener> wanted) {
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<PortAddress, Listener> entry : wanted.entrySet()) {
            done = done.compose(next -> makeRoom(entry.getKey(), wanted.keySet()))
                    .compose(next -> open(entry.getKey(), entry.getValue()));
        }
        return done.map(after).recover(this::undo);
    }

    /** The kernel lets a port be open for all addresses or for single ones: what is in the way is closed first. */
    private Future<Void> makeRoom(PortAddress address, Set<PortAddress> wanted) {
        List<Future<Void>> closed = new ArrayList<>();
        before.forEach((other, socket) -> {
            if (other.excludes(address) && !wanted.contains(other) && !moved.contains(socket)) {
                moved.add(socket);
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
        Optional<ListeningSocket> here = inherited.take(address);
        return here.map(Future::succeededFuture)
                .orElseGet(() -> ListeningSocket.open(vertx, address, loops))
                .<Void>map(socket -> {
                    opened.add(socket);
                    after.put(address, socket);
                    return null;
                })
                .recover(fault -> Future.failedFuture(new CannotListen(listener, fault)));
    }

    /** Closes what was opened and opens what was closed; fails with the fault. */
    <T> Future<T> undo(Throwable fault) {
        List<Future<Void>> closed = opened.stream().map(ListeningSocket::close).toList();
        return Future.join(closed)
                .transform(gone -> Future.join(moved.stream().map(this::reopen).toList()))
                .transform(undone -> Future.failedFuture(fault));
    }

    private Future<Void> reopen(ListeningSocket socket) {
        return ListeningSocket.open(vertx, socket.address(), loops).map(again -> {
            again.handlers(socket.handlers());
            before.put(socket.address(), again);
            return null;
        });
    }

    /** Closes what is not wanted any more. */
    Future<Void> closeOthers() {
        List<Future<Void>> closed = before.entrySet().stream()
                .filter(entry -> after.get(entry.getKey()) != entry.getValue() && !moved.contains(entry.getValue()))
                .map(entry -> entry.getValue().close())
                .toList();
        return Future.join(closed).mapEmpty();
    }
}
