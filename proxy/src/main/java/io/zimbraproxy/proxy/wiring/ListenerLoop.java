package io.zimbraproxy.proxy.wiring;

import io.netty.channel.EventLoop;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.listener.ConnectionHandler;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.PeerResolver;
import io.zimbraproxy.proxy.listener.RefusalLog;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.relay.RelayLoop;
import io.zimbraproxy.proxy.tls.ActiveTls;
import io.zimbraproxy.proxy.upstream.LoginTimes;
import io.zimbraproxy.proxy.upstream.MailConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * One event loop with the parts that its sessions share: relays, a clock, and connections to servers. A session never leaves its
 * loop.
 */
final class ListenerLoop extends AbstractVerticle {
    private static final Duration WEB_BEAT = Duration.ofMillis(100);

    private final ActiveTls tls;
    private final ConnectionRegistry connections;
    private final ProxyMetrics metrics;
    private final RefusalLog refusals;
    private EventLoop eventLoop;
    private RelayLoop relays;
    private LoopClock clock;
    /** The services that {@code mailServers} and {@code webServers} were made for; null before the first ones. */
    private Services connected;

    private MailConnector mailServers;
    private UpstreamConnections webServers;

    /** All parameters are shared by all loops of the process. */
    ListenerLoop(ActiveTls tls, ConnectionRegistry connections, ProxyMetrics metrics, RefusalLog refusals) {
        this.tls = tls;
        this.connections = connections;
        this.metrics = metrics;
        this.refusals = refusals;
    }

    @Override
    public void init(Vertx vertx, Context context) {
        super.init(vertx, context);
        eventLoop = ((ContextInternal) context).nettyEventLoop();
        relays = new RelayLoop(eventLoop);
        clock = new LoopClock(eventLoop, WEB_BEAT);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    /** Makes the connection handler of each listener, in the order of the configuration. Runs on the loop. */
    List<ConnectionHandler> handlers(Services services) {
        connect(services);
        MailServices mail = new MailServices(
                services,
                tls,
                metrics,
                mailServers,
                relays,
                work -> vertx.executeBlocking(Executors.callable(work), false));
        WebServices web = new WebServices(services, metrics, webServers, relays, clock, eventLoop);
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

    /** Keeps the connections to servers while nothing that they depend on has changed. */
    private void connect(Services services) {
        if (connected != null && sameServers(connected, services)) {
            return;
        }
        connected = services;
        Timeouts timeouts = services.spec().timeouts();
        mailServers = new MailConnector(
                vertx,
                services.upstreamTls(),
                services.pools(),
                times(timeouts),
                services.spec().upstream().proxyProtocol());
        webServers = new UpstreamConnections(vertx, clock, services.upstreamTls(), timeouts);
    }

    private static boolean sameServers(Services one, Services other) {
        return one.pools() == other.pools()
                && one.upstreamTls().equals(other.upstreamTls())
                && one.spec().timeouts().equals(other.spec().timeouts());
    }

    private static LoginTimes times(Timeouts timeouts) {
        return new LoginTimes(
                timeouts.mailTcp(),
                timeouts.tlsHandshake(),
                timeouts.mailGreeting(),
                timeouts.mailLogin(),
                timeouts.mailConnect());
    }
}
