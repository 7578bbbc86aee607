package io.zimbraproxy.stub.net;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.fault.Endpoint;
import org.jspecify.annotations.Nullable;

/** A TCP port, plain or with TLS, that passes its connections to a handler. */
public final class NetEndpoint implements Endpoint {

    private final Vertx vertx;
    private final EndpointSpec spec;
    private final Handler<NetSocket> handler;
    private volatile @Nullable NetServer server;
    private final int port;

    public NetEndpoint(Vertx vertx, EndpointSpec spec, Handler<NetSocket> handler) {
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
        NetServerOptions options =
                new NetServerOptions().setHost(spec.host()).setPort(port).setTcpNoDelay(true);
        ServerTls.configure(options, spec.tls());
        NetServer opened = vertx.createNetServer(options).connectHandler(handler);
        server = opened;
        return ListenFailure.describe(spec, port, opened.listen()).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        NetServer opened = server;
        return opened == null ? Future.succeededFuture() : opened.close();
    }
}
