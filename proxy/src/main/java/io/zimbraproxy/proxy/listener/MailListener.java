package io.zimbraproxy.proxy.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.proxy.session.MailSession;
import io.zimbraproxy.proxy.session.SessionService;
import io.zimbraproxy.proxy.tls.ServerTls;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One mail port on one event loop. */
final class MailListener implements LoopListener {
    private final NetServer server;
    private final Listener listener;
    private final SessionService service;
    private final Limits limits;
    private final ConnectionRegistry registry;
    private final Map<MailSession, MailConnection> sessions = new HashMap<>();

    MailListener(
            Vertx vertx,
            Listener listener,
            Optional<ServerTls> tls,
            SessionService service,
            Limits limits,
            ConnectionRegistry registry) {
        this.listener = listener;
        this.service = service;
        this.limits = limits;
        this.registry = registry;
        NetServerOptions options = new NetServerOptions()
                .setTcpNoDelay(true)
                .setTcpQuickAck(true)
                .setTcpKeepAlive(true)
                .setRegisterWriteHandler(false);
        tls.ifPresent(policy -> policy.configure(options, listener.protocol().tls()));
        server = vertx.createNetServer(options).connectHandler(this::accept).exceptionHandler(fault -> service.metrics()
                .handshakeFailed(listener.name()));
    }

    @Override
    public Future<Integer> open() {
        return server.listen(listener.port(), BindAddress.of(listener)).map(NetServer::actualPort);
    }

    private void accept(NetSocket socket) {
        NetSocketInternal internal = (NetSocketInternal) socket;
        Channel channel = internal.channelHandlerContext().channel();
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        service.metrics().accepted(listener.name());
        MailSession session =
                new MailSession(service, internal, listener.protocol().tls(), this::ended);
        MailConnection connection = new MailConnection(channel.eventLoop(), session);
        sessions.put(session, connection);
        boolean full = limits.connections() > 0 && registry.size() >= limits.connections();
        registry.add(connection);
        if (full) {
            session.refuse();
        } else {
            session.start();
        }
    }

    private void ended(MailSession session) {
        registry.remove(sessions.remove(session));
    }
}
