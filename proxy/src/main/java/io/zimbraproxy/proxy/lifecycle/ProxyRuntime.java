package io.zimbraproxy.proxy.lifecycle;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.unix.FileDescriptor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.zimbraproxy.proxy.cache.SharedCache;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.listener.ListenException;
import io.zimbraproxy.proxy.listener.PublicPorts;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.reload.Operation;
import io.zimbraproxy.proxy.reload.ReloadPlan;
import io.zimbraproxy.proxy.throttle.SharedSessionCounter;
import io.zimbraproxy.proxy.tls.ActiveTls;
import io.zimbraproxy.proxy.tls.ocsp.OcspRefresher;
import io.zimbraproxy.proxy.tls.ocsp.OcspStaples;
import io.zimbraproxy.proxy.upstream.Pools;
import io.zimbraproxy.proxy.wiring.ListenerLoops;
import io.zimbraproxy.proxy.wiring.RetiredServices;
import io.zimbraproxy.proxy.wiring.ServiceBuilder;
import io.zimbraproxy.proxy.wiring.Services;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The running proxy: its ports, the services of the configuration in force, and its phase. */
@ApplicationScoped
public class ProxyRuntime {
    private static final long POOL_REFRESH_SECONDS = 5;

    /** How often the purge mark in the shared cache is read; bounds the time until a purge reaches all proxies. */
    private static final long PURGE_WATCH_MILLIS = 1000;

    private final Vertx vertx;
    private final ProxyMetrics metrics;
    private final ConnectionRegistry connections = new ConnectionRegistry();
    private final ActiveTls tls = new ActiveTls();
    private final OcspRefresher staples = new OcspRefresher();
    private final ListenerLoops loops;
    private final PublicPorts ports;
    private final ServiceBuilder builder;
    private final RetiredServices retired;
    private volatile Phase phase = Phase.STARTING;
    private volatile @Nullable Services services;
    private volatile @Nullable Reloader reloader;
    private volatile @Nullable Drain drain;

    ProxyRuntime(Vertx vertx, MeterRegistry registry) {
        this.vertx = vertx;
        metrics = new ProxyMetrics(registry);
        loops = new ListenerLoops(vertx, tls, connections, metrics);
        ports = new PublicPorts(vertx, loops.eventLoops());
        builder = new ServiceBuilder(vertx, metrics, staples.staples());
        retired = new RetiredServices(vertx);
    }

    public Phase phase() {
        return phase;
    }

    public void phase(Phase next) {
        phase = next;
    }

    /** The services in use; empty before the start. */
    public Optional<Services> services() {
        return Optional.ofNullable(services);
    }

    private Services current() {
        return Objects.requireNonNull(services, "before the start");
    }

    /** The configuration in force; empty before the start. */
    public Optional<Snapshot> snapshot() {
        return services().map(Services::snapshot);
    }

    /** The reloader; empty before the start is over. */
    public Optional<Reloader> reloader() {
        return Optional.ofNullable(reloader);
    }

    public void reloader(Reloader ready) {
        reloader = ready;
    }

    /** The drain; empty before the start is over. */
    public Optional<Drain> drain() {
        return Optional.ofNullable(drain);
    }

    public void drain(Drain ready) {
        drain = ready;
    }

    public ConnectionRegistry connections() {
        return connections;
    }

    public OcspStaples staples() {
        return staples.staples();
    }

    ProxyMetrics metrics() {
        return metrics;
    }

    /** The event loops of Vert.x that accept connections; the handover uses them too. */
    EventLoopGroup acceptors() {
        return ((VertxInternal) vertx).getAcceptorEventLoopGroup();
    }

    PublicPorts ports() {
        return ports;
    }

    ListenerLoops loops() {
        return loops;
    }

    /**
     * Opens all ports of the snapshot. Blocks, so it must not run on an event loop.
     *
     * @param inherited listening sockets of another process, used instead of new ones where the configuration has them
     * @throws ListenException when a port cannot be opened
     */
    void start(Snapshot snapshot, List<FileDescriptor> inherited) {
        ports.inherit(inherited);
        apply(snapshot, ReloadPlan.everything());
        ports.closeUnclaimed();
        metrics.gauge("route.cache.entries", this, runtime -> runtime.current()
                .local()
                .size());
        metrics.gauge(
                "shared.cache.failed",
                this,
                runtime -> runtime.current().shared().map(SharedCache::failed).orElse(0));
        metrics.staples(staples.staples(), OcspStaples::good, OcspStaples::missing);
        vertx.setPeriodic(PURGE_WATCH_MILLIS, timer -> current().purge().watch());
        vertx.setPeriodic(SharedSessionCounter.HEARTBEAT.toMillis(), timer -> {
            if (current().openSessions() instanceof SharedSessionCounter tally) {
                tally.beat();
            }
        });
        refreshAgain();
    }

    /**
     * Executes a plan that leads to this snapshot. Blocks, so it must not run on an event loop.
     *
     * @throws ListenException when a port cannot be opened; then nothing has changed
     */
    void apply(Snapshot snapshot, ReloadPlan plan) {
        Services before = services;
        Services next = builder.build(snapshot, before, plan);
        boolean renewsTls = plan.has(Operation.RENEW_TLS);
        if (plan.has(Operation.RENEW_HANDLERS)) {
            // A new listener with TLS needs certificates from its first connection on.
            boolean firstTls = tls.get() == null && next.tls().isPresent();
            if (firstTls) {
                tls.set(next.tls().get());
            }
            try {
                join(ports.apply(snapshot.spec().listeners(), () -> loops.handlers(next)));
            } catch (ListenException taken) {
                retired.undo(next, before);
                throw taken;
            }
        }
        if (renewsTls) {
            tls.set(next.tls().orElse(null));
        }
        services = next;
        showCertificates(snapshot);
        staples.replaceCertificates(snapshot.stapled());
        if (before == null || before.checks() != next.checks()) {
            next.checks().start(snapshot.spec().upstream());
        }
        if (before != null) {
            join(loops.settled());
            retired.retire(before, next);
        }
    }

    private void showCertificates(Snapshot snapshot) {
        Map<String, Instant> notAfter = new HashMap<>();
        snapshot.certificates().ifPresent(store -> store.all()
                .forEach(certificate -> notAfter.put(certificate.name(), certificate.notAfter())));
        metrics.certificates(notAfter);
    }

    /** Notes a snapshot that differs from the one in force in nothing that the services depend on. */
    void reread(Snapshot snapshot) {
        services = current().withSnapshot(snapshot);
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

    /** Refreshes the addresses of the pools some seconds after the last refresh has ended, and so on. */
    private void refreshAgain() {
        vertx.setTimer(TimeUnit.SECONDS.toMillis(POOL_REFRESH_SECONDS), timer -> vertx.executeBlocking(() -> {
                    Pools pools = current().pools();
                    pools.refresh();
                    return null;
                })
                .onComplete(done -> refreshAgain()));
    }
}
