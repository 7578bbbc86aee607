package io.zimbraproxy.proxy.listener;

import io.netty.channel.EventLoop;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.proxy.http.LoopClock;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.relay.RelayLoop;
import io.zimbraproxy.proxy.upstream.LoginTimes;
import io.zimbraproxy.proxy.upstream.MailConnector;
import io.zimbraproxy.proxy.upstream.UpstreamTls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** One event loop with what its sessions need there: nothing of a session ever leaves its loop. */
final class ListenerLoop extends AbstractVerticle {
    private final RefusalLog refusals;
    private EventLoop eventLoop;
    private RelayLoop relays;
    private LoopClock clock;
    /** What the connections to servers were made for; they are kept while that stays the same. */
    private LoopShared connected;

    private MailConnector mailServers;
    private UpstreamConnections webServers;

    /** {@code refusals} is that of all loops. */
    ListenerLoop(RefusalLog refusals) {
        this.refusals = refusals;
    }

    @Override
    public void init(Vertx vertx, Context context) {
        super.init(vertx, context);
        eventLoop = ((ContextInternal) context).nettyEventLoop();
        relays = new RelayLoop(eventLoop);
        clock = new LoopClock(eventLoop);
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    /** Makes the doors of all listeners, in their order; to be called on the loop. */
    List<Door> doors(LoopShared shared) {
        connect(shared);
        MailServices mail = new MailServices(
                shared, mailServers, relays, work -> vertx.executeBlocking(Executors.callable(work), false));
        WebServices web = new WebServices(shared, webServers, relays, clock, eventLoop);
        List<Door> doors = new ArrayList<>();
        for (Listener listener : shared.snapshot().spec().listeners()) {
            doors.add(listener.protocol().mail() ? mail(listener, mail) : web(listener, web));
        }
        return doors;
    }

    /** Runs on the context of the loop, where connections to servers are made. */
    void run(Runnable work) {
        context.runOnContext(there -> work.run());
    }

    private void connect(LoopShared shared) {
        if (connected != null && sameServers(connected, shared)) {
            return;
        }
        connected = shared;
        UpstreamTls tls = shared.upstreamTls();
        Timeouts timeouts = shared.snapshot().spec().timeouts();
        mailServers = new MailConnector(
                vertx,
                tls,
                shared.pools(),
                times(timeouts),
                shared.snapshot().spec().upstream().proxyProtocol());
        webServers = new UpstreamConnections(vertx, clock, tls, timeouts);
    }

    private static boolean sameServers(LoopShared one, LoopShared other) {
        Timeouts timeouts = one.snapshot().spec().timeouts();
        return one.pools() == other.pools()
                && one.upstreamTls().equals(other.upstreamTls())
                && timeouts.equals(other.snapshot().spec().timeouts());
    }

    private static LoginTimes times(Timeouts timeouts) {
        return new LoginTimes(
                timeouts.mailTcp(),
                timeouts.tlsHandshake(),
                timeouts.mailGreeting(),
                timeouts.mailLogin(),
                timeouts.mailConnect());
    }

    private Door mail(Listener listener, MailServices services) {
        LoopShared shared = services.shared();
        return new MailDoor(
                listener,
                entrance(listener, shared),
                services.of(listener),
                shared.registry(),
                shared.snapshot().spec().limits().connections());
    }

    private Entrance entrance(Listener listener, LoopShared shared) {
        return new Entrance(listener, shared.snapshot().spec().timeouts().tlsHandshake(), shared.metrics(), refusals);
    }

    private Door web(Listener listener, WebServices services) {
        LoopShared shared = services.shared();
        return new WebDoor(
                listener,
                entrance(listener, shared),
                services.of(listener),
                shared.tls(),
                shared.registry(),
                shared.snapshot().spec().limits().connections(),
                shared.metrics());
    }
}
