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
import java.util.concurrent.TimeUnit;

/** Opens the connections of one event loop to the mail ports of mailbox servers. */
public final class MailConnector {
    private final ContextInternal context;
    private final NetClient client;
    private final UpstreamNames names;
    private final LoginTimes times;

    /** Connections as {@code tls} and {@code times} say. */
    public MailConnector(Vertx vertx, UpstreamTls tls, UpstreamNames names, LoginTimes times) {
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.names = names;
        this.times = times;
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout((int) times.connect().toMillis())
                .setTcpNoDelay(true)
                // Without it a server that speaks first costs every login 200 ms on the native transport.
                .setTcpQuickAck(true)
                .setTcpKeepAlive(true);
        tls.configure(options);
        options.setSslHandshakeTimeout(times.handshake().toMillis());
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

    LoginTimes times() {
        return times;
    }

    EventLoop loop() {
        return context.nettyEventLoop();
    }

    /** Closes the connections that are open. */
    public void close() {
        client.close();
    }
}
