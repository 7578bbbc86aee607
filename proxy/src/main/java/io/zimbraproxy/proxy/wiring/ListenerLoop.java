package io.zimbraproxy.proxy.wiring;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.listener.ConnectionHandler;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.PeerResolver;
import io.zimbraproxy.proxy.listener.RefusalLog;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.relay.RelayLoop;
import io.zimbraproxy.proxy.tls.ActiveTls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with the parts that its sessions share: relays, a clock, and connections to servers. A session never leaves its
 * loop.
 */
final class ListenerLoop {
    private static final Duration WEB_BEAT = Duration.ofMillis(100);

    private final Vertx vertx;
    private final ContextInternal context;
    private final ActiveTls tls;
    private final ConnectionRegistry connections;
    private final ProxyMetrics metrics;
    private final RefusalLog refusals;
    private final EventLoop eventLoop;
    private final RelayLoop relays;
    private final LoopClock clock;
    /** Null before the first configuration. */
    private @Nullable ServerConnections servers;

    /** Creates the parts of the next event loop of {@code vertx}; the loops of a process share all parameters. */
    ListenerLoop(
            VertxInternal vertx,
            ActiveTls tls,
            ConnectionRegistry connections,
            ProxyMetrics metrics,
            RefusalLog refusals) {
        this.vertx = vertx;
        context = vertx.createEventLoopContext();
        eventLoop = context.nettyEventLoop();
        relays = new RelayLoop(eventLoop);
        clock = new LoopClock(eventLoop, WEB_BEAT);
        this.tls = tls;
        this.connections = connections;
        this.metrics = metrics;
        this.refusals = refusals;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    /** Makes the connection handler of each listener, in the order of the configuration. Runs on the loop. */
    List<ConnectionHandler> handlers(Services services) {
        ServerConnections current = servers == null
                ? connections(services)
                : servers.keptFor(services).orElseGet(() -> connections(services));
        servers = current;
        MailServices mail = new MailServices(
                services,
                tls,
                metrics,
                current.mail(),
                relays,
                work -> vertx.executeBlocking(Executors.callable(work), false));
        WebServices web = new WebServices(services, metrics, current.web(), relays, clock, eventLoop);
        List<ConnectionHandler> handlers = new ArrayList<>();
        for (Listener listener : services.spec().listeners()) {
            PeerResolver peers =
                    new PeerResolver(listener, services.spec().timeouts().tlsHandshake(), metrics, refusals);
            int limit = services.spec().limits().connections();
            handlers.add(
                    listener.protocol().mail()
                            ? new MailConnectionHandler(listener, peers, mail.of(listener), connections, limit)
                            : new WebConnectionHandler(
                                    listener, peers, web.of(listener), tls, connections, limit, metrics));
        }
        return handlers;
    }

    /** Runs {@code work} on the context of the loop, where connections to servers are made. */
    void run(Runnable work) {
        context.runOnContext(there -> work.run());
    }

    private ServerConnections connections(Services services) {
        return ServerConnections.of(services, vertx, clock);
    }
}
