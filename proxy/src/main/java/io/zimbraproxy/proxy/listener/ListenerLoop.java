package io.zimbraproxy.proxy.listener;

import io.netty.channel.EventLoop;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.http.LoopClock;
import io.zimbraproxy.proxy.http.upstream.UpstreamConnections;
import io.zimbraproxy.proxy.relay.RelayLoop;
import io.zimbraproxy.proxy.upstream.LoginTimes;
import io.zimbraproxy.proxy.upstream.MailConnector;
import io.zimbraproxy.proxy.upstream.UpstreamTls;
import java.util.concurrent.Executors;

/** All listeners on one event loop, with what their sessions need there: nothing of a session ever leaves its loop. */
final class ListenerLoop extends AbstractVerticle {
    private final LoopShared shared;

    ListenerLoop(LoopShared shared) {
        this.shared = shared;
    }

    @Override
    public void start(Promise<Void> started) {
        Snapshot snapshot = shared.snapshot();
        ZimbraProxySpec spec = snapshot.spec();
        UpstreamTls upstreamTls = snapshot.upstreamTls();
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        RelayLoop relays = new RelayLoop(loop);
        MailServices mail = new MailServices(
                shared,
                new MailConnector(vertx, upstreamTls, shared.pools(), times(spec.timeouts())),
                relays,
                work -> vertx.executeBlocking(Executors.callable(work), false));
        LoopClock clock = new LoopClock(loop);
        WebServices web = new WebServices(
                shared, new UpstreamConnections(vertx, clock, upstreamTls, spec.timeouts()), relays, clock, loop);
        Future<Void> opened = Future.succeededFuture();
        for (Listener listener : spec.listeners()) {
            LoopListener port = listener.protocol().mail() ? mail(listener, mail) : web(listener, web);
            opened = opened.compose(before -> port.open()
                    .<Void>mapEmpty()
                    .recover(fault -> Future.failedFuture(new CannotListen(listener, fault))));
        }
        opened.onComplete(started);
    }

    private static LoginTimes times(Timeouts timeouts) {
        return new LoginTimes(
                timeouts.mailTcp(),
                timeouts.tlsHandshake(),
                timeouts.mailGreeting(),
                timeouts.mailLogin(),
                timeouts.mailConnect());
    }

    private LoopListener mail(Listener listener, MailServices services) {
        return new MailListener(
                vertx,
                listener,
                shared.snapshot().serverTls(),
                services.of(listener),
                shared.snapshot().spec().limits(),
                shared.registry());
    }

    private LoopListener web(Listener listener, WebServices services) {
        return new WebListener(
                vertx,
                listener,
                shared.webTls(),
                services.of(listener),
                shared.snapshot().spec().limits(),
                shared.registry(),
                shared.metrics());
    }
}
