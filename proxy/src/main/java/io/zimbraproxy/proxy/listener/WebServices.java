package io.zimbraproxy.proxy.listener;

import static io.zimbraproxy.crds.spec.Pool.ADMIN;
import static io.zimbraproxy.crds.spec.Pool.DEFAULT;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.zimbraproxy.crds.spec.HttpMode;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.http.WebService;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.UpstreamProtocol;
import io.zimbraproxy.proxy.upstream.Pool;
import io.zimbraproxy.proxy.upstream.UpstreamTls;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Makes the services of the web listeners of one event loop. The admin console's servers are always spoken to by TLS. */
record WebServices(LoopShared shared, HttpClient client, HttpClient tlsClient, Vertx vertx) {
    /** Connections of one event loop to one mailbox server; long polls hold one each. */
    private static final int MAX_CONNECTIONS = 20_000;

    private static final int MAX_UPSTREAM_HEADER = 64 * 1024;

    /** Shorter than any server's own, so that a request seldom meets a connection that is being closed. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    /** The client of one event loop to the mailbox servers. */
    static HttpClient client(Vertx vertx, UpstreamTls tls, Timeouts timeouts) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) timeouts.httpConnect().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxHeaderSize(MAX_UPSTREAM_HEADER)
                .setMaxInitialLineLength(MAX_UPSTREAM_HEADER)
                .setTcpNoDelay(true)
                .setTcpQuickAck(true)
                .setTcpKeepAlive(true)
                .setSslHandshakeTimeout(timeouts.tlsHandshake().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        tls.configure(options);
        return vertx.createHttpClient(options);
    }

    WebService of(Listener listener) {
        ZimbraProxySpec spec = shared.snapshot().spec();
        boolean tls = listener.protocol().tls();
        Optional<Integer> redirect = !tls && listener.httpMode() == HttpMode.Redirect
                ? shared.snapshot().httpsListener().map(Listener::port)
                : Optional.empty();
        String poolName = listener.pool() == null ? DEFAULT : listener.pool();
        Pool pool = shared.pools().named(poolName).orElseGet(() -> Pool.empty(poolName));
        boolean admin = poolName.equals(ADMIN);
        boolean upstreamTls = admin || spec.upstream().tls().enabled();
        return new WebService(
                listener.name(),
                tls,
                redirect,
                tls && spec.tls().strictServerName() ? shared.snapshot().hostNames() : Set.of(),
                spec.timeouts(),
                upstreamTls ? UpstreamProtocol.HTTPSSL : UpstreamProtocol.HTTP,
                admin ? Audience.ADMINISTRATORS : Audience.USERS,
                pool,
                shared.routes(),
                upstreamTls ? tlsClient : client,
                vertx,
                shared.metrics());
    }
}
