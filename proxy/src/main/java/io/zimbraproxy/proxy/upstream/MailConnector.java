package io.zimbraproxy.proxy.upstream;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.proxy.observe.TimeLine;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Opens the connections of one event loop to the mail ports of mailbox servers. */
public final class MailConnector {
    private final ContextInternal context;
    private final NetClient client;
    private final UpstreamNames names;
    private final Duration timeout;

    /** {@code timeout} bounds connect, TLS and login together. */
    public MailConnector(Vertx vertx, UpstreamTls tls, UpstreamNames names, Duration timeout, Duration handshake) {
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.names = names;
        this.timeout = timeout;
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setTcpNoDelay(true)
                // Without it a server that speaks first costs every login 200 ms on the native transport.
                .setTcpQuickAck(true)
                .setTcpKeepAlive(true);
        tls.configure(options);
        options.setSslHandshakeTimeout(handshake.toMillis());
        options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        client = vertx.createNetClient(options);
    }

    /** A login there; it begins when started. */
    public MailLogin logIn(Route route, UpstreamLogin login, MailLogin.Outcome outcome, TimeLine timeLine) {
        return new MailLogin(this, route, login, outcome, timeLine);
    }

    Future<NetSocket> connect(Route route) {
        Promise<NetSocket> connection = context.promise();
        // Sessions run as Netty handlers; Vert.x has to be told whose event loop the new connection is for.
        context.dispatch(
                v -> client.connect(names.address(route.host(), route.port())).onComplete(connection));
        return connection.future();
    }

    Duration timeout() {
        return timeout;
    }

    EventLoop loop() {
        return context.nettyEventLoop();
    }

    /** Closes the connections that are open. */
    public void close() {
        client.close();
    }
}
