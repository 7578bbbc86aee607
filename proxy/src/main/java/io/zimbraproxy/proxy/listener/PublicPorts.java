package io.zimbraproxy.proxy.listener;

import io.netty.channel.unix.FileDescriptor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The public ports on all event loops. A configuration is applied as a whole: sockets that it does not have yet are opened
 * first, and when one cannot be, nothing has changed. A socket that stays is never touched. To be called by one thread at a
 * time.
 */
public final class PublicPorts {
    private final Vertx vertx;
    private final List<ListenerLoop> loops = new CopyOnWriteArrayList<>();
    private final InheritedSockets inherited = new InheritedSockets();
    private volatile Map<PortAddress, ListeningSocket> open = new LinkedHashMap<>();

    public PublicPorts(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Makes the event loops ready. */
    public Future<Void> start() {
        DeploymentOptions options =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        RefusalLog refusals = new RefusalLog();
        return vertx.deployVerticle(
                        () -> {
                            ListenerLoop loop = new ListenerLoop(refusals);
                            loops.add(loop);
                            return loop;
                        },
                        options)
                .mapEmpty();
    }

    /** Sockets that listen already, of another process; those that {@link #apply} does not want are to be closed then. */
    public void inherit(List<FileDescriptor> sockets) {
        sockets.forEach(socket -> inherited.add(ListeningSocket.inherited(vertx, socket, loops)));
    }

    /** Closes what was inherited and not wanted. */
    public void closeUnwanted() {
        inherited.close();
    }

    /** The sockets that listen, for another process. */
    public List<FileDescriptor> sockets() {
        return open.values().stream()
                .flatMap(socket -> socket.descriptor().stream())
                .toList();
    }

    /** The other process, from which sockets came or which has got them, does not listen any more. */
    public void own() {
        open.values().forEach(ListeningSocket::own);
    }

    /** Serves this configuration from now on; fails with {@link CannotListen} when a port cannot be opened. */
    public Future<Void> apply(LoopShared shared) {
        Map<PortAddress, Listener> wanted = new LinkedHashMap<>();
        shared.snapshot().spec().listeners().forEach(listener -> wanted.put(PortAddress.of(listener), listener));
        PortChange change = new PortChange(vertx, loops, open, inherited);
        return change.open(wanted)
                .compose(sockets -> doors(shared).recover(change::undo).compose(doors -> {
                    int index = 0;
                    for (PortAddress address : wanted.keySet()) {
                        sockets.get(address).doors(doors.get(index++));
                    }
                    open = sockets;
                    return change.closeOthers();
                }));
    }

    /** For each listener the doors of all loops. */
    private Future<List<List<Door>>> doors(LoopShared shared) {
        List<Future<List<Door>>> made = new ArrayList<>();
        for (ListenerLoop loop : loops) {
            Promise<List<Door>> doors = Promise.promise();
            loop.run(() -> doors.handle(Future.succeededFuture(shared).map(loop::doors)));
            made.add(doors.future());
        }
        return Future.all(made).map(all -> {
            List<List<Door>> byListener = new ArrayList<>();
            for (int i = 0; i < shared.snapshot().spec().listeners().size(); i++) {
                List<Door> doors = new ArrayList<>();
                for (Future<List<Door>> ofLoop : made) {
                    doors.add(ofLoop.result().get(i));
                }
                byListener.add(List.copyOf(doors));
            }
            return byListener;
        });
    }

    /** Completes when no loop is in the middle of what it did before. */
    public Future<Void> settled() {
        List<Future<Void>> passed = new ArrayList<>();
        for (ListenerLoop loop : loops) {
            Promise<Void> there = Promise.promise();
            loop.run(there::complete);
            passed.add(there.future());
        }
        return Future.all(passed).mapEmpty();
    }

    /** Stops taking connections; those that are open stay. */
    public Future<Void> stopAccepting() {
        List<Future<Void>> closed =
                open.values().stream().map(ListeningSocket::close).toList();
        open = new LinkedHashMap<>();
        return Future.all(closed).mapEmpty();
    }
}
