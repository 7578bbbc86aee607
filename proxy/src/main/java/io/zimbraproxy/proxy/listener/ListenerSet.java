package io.zimbraproxy.proxy.listener;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.route.RouteResolver;
import io.zimbraproxy.proxy.throttle.MailGuards;
import io.zimbraproxy.proxy.throttle.RequestLimits;
import io.zimbraproxy.proxy.upstream.Pools;
import java.util.List;

/** All public ports of one snapshot, on all event loops. */
public final class ListenerSet {
    private final Vertx vertx;
    private final LoopShared shared;
    private String deployment;

    public ListenerSet(
            Vertx vertx,
            Snapshot snapshot,
            RouteResolver routes,
            MailGuards guards,
            RequestLimits requestLimits,
            Pools pools,
            ProxyMetrics metrics,
            ConnectionRegistry registry) {
        this.vertx = vertx;
        shared = new LoopShared(snapshot, routes, guards, requestLimits, snapshot.webTls(), pools, metrics, registry);
    }

    /** Opens all ports; fails with {@link CannotListen} when one cannot be. */
    public Future<Void> open() {
        DeploymentOptions options =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(() -> new ListenerLoop(shared), options).map(id -> {
            deployment = id;
            return null;
        });
    }

    /** Stops taking connections; those that are open stay. */
    public Future<Void> stopAccepting() {
        return new ListeningSockets(vertx).close(listeners());
    }

    /** Closes everything. */
    public Future<Void> close() {
        return deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    /** The listeners, for people. */
    public List<Listener> listeners() {
        return shared.snapshot().spec().listeners();
    }
}
