package io.zimbraproxy.proxy.wiring;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.zimbraproxy.proxy.http.ClientContext;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.http.client.Http1Connection;
import io.zimbraproxy.proxy.http.client.Http2Connection;
import io.zimbraproxy.proxy.http.client.WebSession;
import io.zimbraproxy.proxy.listener.ConnectionRegistry;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.tls.ClientAuth;
import io.zimbraproxy.proxy.tls.ClientHelloSeen;
import io.zimbraproxy.proxy.tls.ClientIdentity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A web client's connection from its accept on. Waits for the TLS handshake and starts the protocol that was negotiated. */
final class WebClientChannel extends ChannelInboundHandlerAdapter implements ConnectionRegistry.Connection {
    /** The name of this handler in its pipeline. */
    static final String HANDLER = "web-client";

    private final Channel channel;
    private final ClientPeer peer;
    private final WebFront front;
    private final Runnable handshakeFailed;
    private ClientAuth asked = ClientAuth.NONE;
    private @Nullable WebSession session;
    private boolean stopping;

    /** Creates the connection; {@code handshakeFailed} runs when it ends before the protocol has started. */
    WebClientChannel(Channel channel, ClientPeer peer, WebFront front, Runnable handshakeFailed) {
        this.channel = channel;
        this.peer = peer;
        this.front = front;
        this.handshakeFailed = handshakeFailed;
    }

    /** Starts HTTP/1.1 at once, on a listener without TLS. */
    void begin() {
        http1(ClientIdentity.NONE);
    }

    private void http1(ClientIdentity proof) {
        Http1Connection connection = new Http1Connection(channel, front, new ClientContext(peer, proof));
        channel.pipeline().addBefore(HANDLER, Http1Connection.HANDLER, connection);
        begun(connection);
    }

    private void begun(WebSession started) {
        session = started;
        if (stopping) {
            session.windDown();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ClientHelloSeen begun) {
            asked = begun.auth();
        } else if (event instanceof SslHandshakeCompletionEvent handshake && session == null) {
            if (handshake.isSuccess()) {
                agreed(channel.pipeline().get(SslHandler.class));
            } else {
                channel.close();
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private void agreed(SslHandler tls) {
        ClientIdentity proof = ClientIdentity.of(asked, tls.engine().getSession());
        if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
            ClientContext side = new ClientContext(peer, proof);
            begun(Http2Connection.install(channel.pipeline(), HANDLER, front, side));
        } else {
            http1(proof);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (session == null) {
            handshakeFailed.run();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }

    @Override
    public void windDown(Duration turn) {
        channel.eventLoop().execute(() -> {
            stopping = true;
            if (session != null) {
                session.windDown();
            }
        });
    }

    @Override
    public void shutDown() {
        channel.close();
    }
}
