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
import io.zimbraproxy.proxy.observe.LogLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Asks the servers of pools that want it, again and again, whether they are well. Lives on one event loop. */
public final class PoolChecks {
    private static final Logger LOG = Logger.getLogger(PoolChecks.class);

    private final Vertx vertx;
    private final Context context;
    private final Pools pools;
    private final HttpClient clear;
    private final HttpClient encrypted;
    private final List<Long> timers = new ArrayList<>();
    private boolean stopped;
    /** Answers in a row against what is believed of a server. */
    private final Map<Peer, Integer> doubts = new HashMap<>();

    public PoolChecks(Vertx vertx, Pools pools, UpstreamTls tls) {
        this.vertx = vertx;
        context = vertx.getOrCreateContext();
        this.pools = pools;
        clear = client(tls.never());
        encrypted = client(tls.always());
    }

    private HttpClient client(UpstreamTls security) {
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false).setTcpQuickAck(true);
        security.configure(options);
        return vertx.createHttpClient(options);
    }

    /** Begins, for the pools of the configuration that have checks. */
    public void start(Upstream upstream) {
        for (io.zimbraproxy.crds.spec.Pool settings : upstream.pools()) {
            ActiveHealth health = settings.health().active();
            Pool pool = pools.named(settings.name()).orElseThrow();
            if (health != null) {
                context.runOnContext(v -> {
                    check(pool, health);
                    timers.add(vertx.setPeriodic(health.interval().toMillis(), again -> check(pool, health)));
                });
            }
        }
    }

    /** Asks no more, and believes no answer that is on its way. */
    public void stop() {
        context.runOnContext(v -> {
            stopped = true;
            timers.forEach(vertx::cancelTimer);
            clear.close();
            encrypted.close();
        });
    }

    private void check(Pool pool, ActiveHealth health) {
        doubts.keySet().removeIf(peer -> pools.all().stream()
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
                    .map(answer -> answer.statusCode() < 400 ? null : "status " + answer.statusCode())
                    .otherwise(fault ->
                            fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage())
                    .onSuccess(fault -> conclude(pool, peer, health, fault));
        }
    }

    /** {@code fault}: null for a server that is well. */
    private void conclude(Pool pool, Peer peer, ActiveHealth health, String fault) {
        if (stopped) {
            return;
        }
        boolean well = fault == null;
        boolean believed = !peer.status().state().equals("down");
        if (well == believed) {
            doubts.remove(peer);
            return;
        }
        int needed = well ? health.healthyAfter() : health.unhealthyAfter();
        if (doubts.merge(peer, 1, Integer::sum) >= needed && peer.check(well)) {
            doubts.remove(peer);
            LOG.warn(new LogLine(well ? "server passes its checks again" : "server fails its checks")
                    .with("pool", pool.name())
                    .with("server", peer)
                    .with("path", health.path())
                    .with("why", fault));
        }
    }
}
