package io.zimbraproxy.proxy.upstream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.zimbraproxy.crds.spec.ActiveHealth;
import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.crds.text.RootCause;
import io.zimbraproxy.proxy.observe.LogLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the active health checks of the pools that have them. Runs on one event loop. */
public final class PoolChecks {
    private static final Logger LOG = Logger.getLogger(PoolChecks.class);

    private final Vertx vertx;
    private final Context context;
    private final Pools pools;
    private final HttpClient clear;
    private final HttpClient encrypted;
    private final List<Long> timers = new ArrayList<>();
    private boolean stopped;
    /** For each server, the number of consecutive check results that contradict its present state. */
    private final Map<Peer, Integer> contradictions = new HashMap<>();

    public PoolChecks(Vertx vertx, Pools pools, UpstreamTls tls) {
        this.vertx = vertx;
        context = vertx.getOrCreateContext();
        this.pools = pools;
        clear = client(tls.never());
        encrypted = client(tls.always());
    }

    private HttpClient client(UpstreamTls variant) {
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false).setTcpQuickAck(true);
        variant.configure(options);
        return vertx.createHttpClient(options);
    }

    /** Starts the checks of all pools that have them in the configuration. */
    public void start(Upstream upstream) {
        for (io.zimbraproxy.crds.spec.Pool settings : upstream.pools()) {
            ActiveHealth health = settings.health().active();
            Pool pool = pools.named(settings.name()).orElseThrow();
            if (health != null) {
                context.runOnContext(none -> {
                    check(pool, health);
                    timers.add(vertx.setPeriodic(health.interval().toMillis(), again -> check(pool, health)));
                });
            }
        }
    }

    /** Stops the checks; responses that are still on their way are ignored. */
    public void stop() {
        context.runOnContext(none -> {
            stopped = true;
            timers.forEach(vertx::cancelTimer);
            clear.close();
            encrypted.close();
        });
    }

    private void check(Pool pool, ActiveHealth health) {
        contradictions.keySet().removeIf(peer -> pools.all().stream()
                .noneMatch(any -> any.peers().contains(peer)));
        HttpClient client = pool.tls() ? encrypted : clear;
        for (Peer peer : pool.peers()) {
            RequestOptions request = new RequestOptions()
                    .setServer(SocketAddress.inetSocketAddress(peer.address()))
                    .setHost(peer.host())
                    .setPort(peer.port())
                    .setMethod(HttpMethod.GET)
                    .setURI(health.path())
                    .setTimeout(health.timeout().toMillis());
            client.request(request)
                    .compose(HttpClientRequest::send)
                    .map(response -> response.statusCode() < 400 ? null : "status " + response.statusCode())
                    .otherwise(RootCause::message)
                    .onSuccess(fault -> conclude(pool, peer, health, fault));
        }
    }

    /** Records one result; {@code fault} is null for a healthy server. */
    private void conclude(Pool pool, Peer peer, ActiveHealth health, @Nullable String fault) {
        if (stopped) {
            return;
        }
        boolean healthy = fault == null;
        if (healthy != peer.down()) {
            contradictions.remove(peer);
            return;
        }
        int needed = healthy ? health.healthyAfter() : health.unhealthyAfter();
        if (contradictions.merge(peer, 1, Integer::sum) >= needed && peer.check(healthy)) {
            contradictions.remove(peer);
            LOG.warn(new LogLine(healthy ? "server passes its checks again" : "server fails its checks")
                    .with("pool", pool.name())
                    .with("server", peer)
                    .with("path", health.path())
                    .with("why", fault));
        }
    }
}
