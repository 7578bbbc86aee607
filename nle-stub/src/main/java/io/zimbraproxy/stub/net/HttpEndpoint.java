package io.zimbraproxy.stub.net;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.fault.Endpoint;

/** A port that speaks HTTP/1, plain or with TLS. */
public final class HttpEndpoint implements Endpoint {

    /** Larger than any proxy's limit, so that the proxy's limit is the one that shows. */
    private static final int MAX_HEADER = 256 * 1024;

    private final Vertx vertx;
    private final Place place;
    private final Handler<HttpServerRequest> handler;
    private volatile HttpServer server;
    private final int port;

    public HttpEndpoint(Vertx vertx, Place place, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.place = place;
        this.handler = handler;
        this.port = place.port() == 0 ? FreePorts.take() : place.port();
    }

    @Override
    public String target() {
        return place.target();
    }

    @Override
    public Kind kind() {
        return place.kind();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Future<Void> open() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(place.host())
                .setPort(port)
                .setMaxHeaderSize(MAX_HEADER)
                .setMaxInitialLineLength(MAX_HEADER)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false);
        Tls.configure(options, place.tls());
        server = vertx.createHttpServer(options).requestHandler(handler);
        return Bound.to(place, port, server.listen()).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }
}
