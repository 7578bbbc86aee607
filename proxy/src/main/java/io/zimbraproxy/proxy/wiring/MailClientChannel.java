package io.zimbraproxy.proxy.wiring;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.session.MailSession;
import io.zimbraproxy.proxy.tls.ClientHelloSeen;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A mail client's connection from its accept on. Waits for the TLS handshake where the listener has one, then starts the session. */
final class MailClientChannel extends ChannelInboundHandlerAdapter implements ConnectionRegistry.Connection {
    private final MailConnectionHandler handler;
    private final Channel channel;
    private final ClientPeer peer;
    private final boolean full;
    private @Nullable String serverName;
    private @Nullable MailSession session;
    private @Nullable WindDown windDown;
    private boolean gone;

    /** Creates the connection; when {@code full}, the session only refuses the client. */
    MailClientChannel(MailConnectionHandler handler, Channel channel, ClientPeer peer, boolean full) {
        this.handler = handler;
        this.channel = channel;
        this.peer = peer;
        this.full = full;
    }

    /** Starts the session. */
    void begin(boolean tls) {
        session = new MailSession(handler.service(), channel, peer, serverName, tls, over -> over());
        if (full) {
            session.refuse();
        } else {
            session.start();
        }
        if (windDown != null) {
            windDown.begin(session);
        }
    }

    private void over() {
        gone = true;
        handler.registry().remove(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ClientHelloSeen begun) {
            serverName = begun.serverName();
        } else if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                ctx.pipeline().remove(this);
                begin(true);
            } else {
                failed();
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            failed();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        failed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failed();
    }

    /** Closes a connection whose session has not begun. */
    private void failed() {
        if (!gone) {
            over();
            handler.service().metrics().handshakeFailed(handler.service().listener());
            handler.service().metrics().closed(handler.service().listener());
        }
        channel.close();
    }

    @Override
    public void windDown(Duration turn) {
        channel.eventLoop().execute(() -> {
            windDown = new WindDown(channel.eventLoop(), turn);
            if (session != null) {
                windDown.begin(session);
            }
        });
    }

    @Override
    public void shutDown() {
        channel.eventLoop().execute(() -> {
            if (session == null) {
                channel.close();
            } else {
                session.shutDown();
            }
        });
    }
}
