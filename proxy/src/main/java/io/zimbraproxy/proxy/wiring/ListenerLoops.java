package io.zimbraproxy.proxy.wiring;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.zimbraproxy.proxy.listener.ConnectionHandler;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.RefusalLog;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.tls.ActiveTls;
import java.util.ArrayList;
import java.util.List;

/** The event loops that serve clients: one for each processor. */
public final class ListenerLoops {
    private final List<ListenerLoop> loops = new ArrayList<>();

    public ListenerLoops(Vertx vertx, ActiveTls tls, ConnectionRegistry connections, ProxyMetrics metrics) {
        RefusalLog refusals = new RefusalLog();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            loops.add(new ListenerLoop((VertxInternal) vertx, tls, connections, metrics, refusals));
        }
    }

    /** Returns the loops in the order in which {@link #handlers} lists their handlers. */
    public List<EventLoop> eventLoops() {
        return loops.stream().map(ListenerLoop::eventLoop).toList();
    }

    /** Makes, for each listener of the configuration, one handler for each loop. */
    public Future<List<List<ConnectionHandler>>> handlers(Services services) {
        List<Future<List<ConnectionHandler>>> made = new ArrayList<>();
        for (ListenerLoop loop : loops) {
            Promise<List<ConnectionHandler>> handlers = Promise.promise();
            loop.run(() -> handlers.handle(Future.succeededFuture(services).map(loop::handlers)));
            made.add(handlers.future());
        }
        return Future.all(made).map(all -> byListener(made, services));
    }

    private static List<List<ConnectionHandler>> byListener(
            List<Future<List<ConnectionHandler>>> byLoop, Services services) {
        List<List<ConnectionHandler>> byListener = new ArrayList<>();
        for (int i = 0; i < services.spec().listeners().size(); i++) {
            List<ConnectionHandler> handlers = new ArrayList<>();
            for (Future<List<ConnectionHandler>> ofLoop : byLoop) {
                handlers.add(ofLoop.result().get(i));
            }
            byListener.add(List.copyOf(handlers));
        }
        return byListener;
    }

    /** Completes when every loop has finished the work that it had begun before this call. */
    public Future<Void> settled() {
        List<Future<Void>> passed = new ArrayList<>();
        for (ListenerLoop loop : loops) {
            Promise<Void> there = Promise.promise();
            loop.run(there::complete);
            passed.add(there.future());
        }
        return Future.all(passed).mapEmpty();
    }
}
