package io.zimbraproxy.proxy.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.FileDescriptor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.listener.CannotListen;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.LoopShared;
import io.zimbraproxy.proxy.listener.PublicPorts;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.reload.Operation;
import io.zimbraproxy.proxy.reload.ReloadPlan;
import io.zimbraproxy.proxy.route.cache.SharedCache;
import io.zimbraproxy.proxy.throttle.SharedTally;
import io.zimbraproxy.proxy.tls.CurrentTls;
import io.zimbraproxy.proxy.tls.staple.StapleBook;
import io.zimbraproxy.proxy.tls.staple.StapleClerk;
import io.zimbraproxy.proxy.upstream.Pools;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The running proxy: its ports, the services of the snapshot in force, and its phase. */
@ApplicationScoped
public class ProxyRuntime {
    private static final long POOL_REFRESH_SECONDS = 5;

    /** How long a purge may take to reach all proxies. */
    private static final long PURGE_WATCH_MILLIS = 1000;

    private final Vertx vertx;
    private final ProxyMetrics metrics;
    private final ConnectionRegistry connections = new ConnectionRegistry();
    private final CurrentTls tls = new CurrentTls();
    private final StapleClerk staples = new StapleClerk();
    private final PublicPorts ports;
    private final ServiceBuilder builder;
    private final RetiredServices retired;
    private volatile Phase phase = Phase.STARTING;
    private volatile Services services;
    private volatile Reloader reloader;
    private volatile Drain drain;

    ProxyRuntime(Vertx vertx, MeterRegistry registry) {
        this.vertx = vertx;
        metrics = new ProxyMetrics(registry);
        ports = new PublicPorts(vertx);
        builder = new ServiceBuilder(vertx, metrics, staples.book());
        retired = new RetiredServices(vertx);
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase next) {
        phase = next;
    }

    /** What runs; empty before the start. */
    Optional<Services> services() {
        return Optional.ofNullable(services);
    }

    /** The configuration in force; empty before the start. */
    Optional<Snapshot> snapshot() {
        return services().map(Services::snapshot);
    }

    /** Null before the start is over. */
    Reloader reloader() {
        return reloader;
    }

    void reloader(Reloader ready) {
        reloader = ready;
    }

    /** Null before the start is over. */
    Drain drain() {
        return drain;
    }

    void drain(Drain ready) {
        drain = ready;
    }

    ConnectionRegistry connections() {
        return connections;
    }

    StapleBook staples() {
        return staples.book();
    }

    ProxyMetrics metrics() {
        return metrics;
    }

    /** The loops on which sockets listen. */
    EventLoopGroup acceptors() {
        return ((VertxInternal) vertx).getAcceptorEventLoopGroup();
    }

    PublicPorts ports() {
        return ports;
    }

    /**
     * Opens all ports of the snapshot. Blocks, so not for an event loop.
     *
     * @param inherited sockets of another process: those that are wanted need not be opened
     * @throws CannotListen when a port cannot be opened
     */
    void start(Snapshot snapshot, List<FileDescriptor> inherited) {
        join(ports.start());
        ports.inherit(inherited);
        apply(snapshot, ReloadPlan.everything());
        ports.closeUnwanted();
        metrics.gauge(
                "route.cache.entries", this, runtime -> runtime.services.local().size());
        metrics.gauge(
                "shared.cache.failed",
                this,
                runtime -> runtime.services.shared().map(SharedCache::failed).orElse(0));
        metrics.staples(staples.book(), StapleBook::good, StapleBook::missing);
        vertx.setPeriodic(PURGE_WATCH_MILLIS, timer -> services.purge().watch());
        vertx.setPeriodic(SharedTally.HEARTBEAT.toMillis(), timer -> {
            if (services.tally() instanceof SharedTally tally) {
                tally.beat();
            }
        });
        refreshAgain();
    }

    /**
     * Does what the plan says to get to this snapshot. Blocks, so not for an event loop.
     *
     * @throws CannotListen when a port cannot be opened: then nothing has changed
     */
    void apply(Snapshot snapshot, ReloadPlan plan) {
        Services before = services;
        Services next = builder.build(snapshot, before, plan);
        boolean renewsTls = plan.has(Operation.RENEW_TLS);
        if (plan.has(Operation.RENEW_DOORS)) {
            // Doors of a new listener with TLS need certificates from their first connection on.
            boolean firstTls = tls.get() == null && next.tls().isPresent();
            if (firstTls) {
                tls.set(next.tls().get());
            }
            try {
                join(ports.apply(new LoopShared(
                        snapshot,
                        next.routes(),
                        next.guards(),
                        next.requestLimits(),
                        tls,
                        next.upstreamTls(),
                        next.pools(),
                        metrics,
                        connections)));
            } catch (CannotListen taken) {
                retired.undo(next, before);
                throw taken;
            }
        }
        if (renewsTls) {
            tls.set(next.tls().orElse(null));
        }
        services = next;
        showCertificates(snapshot);
        staples.want(snapshot.stapled());
        if (before == null || before.checks() != next.checks()) {
            next.checks().start(snapshot.spec().upstream());
        }
        if (before != null) {
            join(ports.settled());
            retired.retire(before, next);
        }
    }

    private void showCertificates(Snapshot snapshot) {
        Map<String, Instant> notAfter = new HashMap<>();
        snapshot.certificates().ifPresent(store -> store.all()
                .forEach(certificate -> notAfter.put(certificate.name(), certificate.notAfter())));
        metrics.certificates(notAfter);
    }

    /** The files say this, which differs in nothing that matters from what runs. */
    void read(Snapshot snapshot) {
        services = services.read(snapshot);
    }

    private static void join(Future<Void> future) {
        try {
            future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** Again and again, each time a while after the last one was done. */
    private void refreshAgain() {
        vertx.setTimer(TimeUnit.SECONDS.toMillis(POOL_REFRESH_SECONDS), timer -> vertx.executeBlocking(() -> {
                    Pools pools = services.pools();
                    pools.refresh();
                    return null;
                })
                .onComplete(done -> refreshAgain()));
    }
}
