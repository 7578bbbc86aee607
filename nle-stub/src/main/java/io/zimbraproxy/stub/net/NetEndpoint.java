package io.zimbraproxy.stub.net;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.fault.Endpoint;

/** A port that hands out its connections, plain or with TLS. */
public final class NetEndpoint implements Endpoint {

    private final Vertx vertx;
    private final Place place;
    private final Handler<NetSocket> handler;
    private volatile NetServer server;
    private final int port;

    public NetEndpoint(Vertx vertx, Place place, Handler<NetSocket> handler) {
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
        NetServerOptions options =
                new NetServerOptions().setHost(place.host()).setPort(port).setTcpNoDelay(true);
        Tls.configure(options, place.tls());
        server = vertx.createNetServer(options).connectHandler(handler);
        return Bound.to(place, port, server.listen()).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }
}
