package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.proxy.observe.ProxyMetrics;
import io.zimbraproxy.proxy.tls.ServerTls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One web port on one event loop. */
final class WebListener implements LoopListener {
    private final Vertx vertx;
    private final HttpServer server;
    private final Listener listener;
    private final Limits limits;
    private final Timeouts timeouts;
    private final ConnectionRegistry registry;
    private final ProxyMetrics metrics;
    private final Handler<HttpServerRequest> front;
    private final Map<HttpConnection, WebConnection> connections = new HashMap<>();

    WebListener(
            Vertx vertx,
            Listener listener,
            Optional<ServerTls> tls,
            Handler<HttpServerRequest> front,
            ZimbraProxySpec spec,
            ConnectionRegistry registry,
            ProxyMetrics metrics) {
        this.vertx = vertx;
        this.listener = listener;
        this.front = front;
        this.limits = spec.limits();
        this.timeouts = spec.timeouts();
        this.registry = registry;
        this.metrics = metrics;
        HttpServerOptions options = new HttpServerOptions()
                .setTcpNoDelay(true)
                .setTcpQuickAck(true)
                .setTcpKeepAlive(true)
                .setHandle100ContinueAutomatically(false)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(listener.protocol().tls())
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setMaxInitialLineLength(limits.headerBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setRegisterWebSocketWriteHandlers(false);
        if (listener.protocol().tls()) {
            tls.ifPresent(policy -> policy.configure(options, true));
        }
        server = vertx.createHttpServer(options)
                .connectionHandler(this::accept)
                .requestHandler(this::request)
                .exceptionHandler(fault -> metrics.handshakeFailed(listener.name()));
    }

    @Override
    public Future<Integer> open() {
        return server.listen(listener.port(), BindAddress.of(listener)).map(HttpServer::actualPort);
    }

    private void accept(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        boolean full = limits.connections() > 0 && registry.size() >= limits.connections();
        metrics.accepted(listener.name());
        WebConnection entry = new WebConnection(vertx, channel, timeouts);
        connections.put(connection, entry);
        registry.add(entry);
        // The connection's own handler is not told when it has become a WebSocket.
        channel.closeFuture().addListener(closed -> {
            entry.closed();
            connections.remove(connection);
            registry.remove(entry);
            metrics.closed(listener.name());
        });
        if (full) {
            channel.close();
        } else {
            entry.awaitRequest(timeouts.httpHeader());
        }
    }

    private void request(HttpServerRequest request) {
        WebConnection connection = connections.get(request.connection());
        if (request.headers().size() > limits.headerCount()) {
            request.response()
                    .setStatusCode(431)
                    .putHeader("Connection", "close")
                    .end();
            return;
        }
        connection.began(request);
        front.handle(request);
    }
}
