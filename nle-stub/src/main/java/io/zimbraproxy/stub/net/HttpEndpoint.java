package io.zimbraproxy.stub.net;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.fault.Endpoint;
import org.jspecify.annotations.Nullable;

/** A port that serves HTTP/1, plain or with TLS. */
public final class HttpEndpoint implements Endpoint {

    /** Higher than the limit of any proxy, so that tests reach the proxy's limit first. */
    private static final int MAX_HEADER = 256 * 1024;

    private final Vertx vertx;
    private final EndpointSpec spec;
    private final Handler<HttpServerRequest> handler;
    private volatile @Nullable HttpServer server;
    private final int port;

    public HttpEndpoint(Vertx vertx, EndpointSpec spec, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.spec = spec;
        this.handler = handler;
        this.port = spec.port() == 0 ? FreePorts.take() : spec.port();
    }

    @Override
    public String target() {
        return spec.target();
    }

    @Override
    public Kind kind() {
        return spec.kind();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Future<Void> open() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(spec.host())
                .setPort(port)
                .setMaxHeaderSize(MAX_HEADER)
                .setMaxInitialLineLength(MAX_HEADER)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false);
        ServerTls.configure(options, spec.tls());
        HttpServer opened = vertx.createHttpServer(options).requestHandler(handler);
        server = opened;
        return ListenFailure.describe(spec, port, opened.listen()).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        HttpServer opened = server;
        return opened == null ? Future.succeededFuture() : opened.close();
    }
}
