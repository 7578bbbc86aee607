package io.zimbraproxy.proxy.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;

/**
 * Reads the name a client wants before TLS begins, as it decides whether the client is asked for a certificate; then makes room
 * for TLS itself, and tells what was asked by a {@link ClientAuth} event.
 */
public final class TlsStart extends AbstractSniHandler<ClientAuth> {
    /** A first message of a client: names, key shares and tickets take a few KiB. */
    private static final int MAX_HELLO = 32 * 1024;

    private final WebTls tls;

    public TlsStart(WebTls tls) {
        super(MAX_HELLO, tls.handshake().toMillis());
        this.tls = tls;
    }

    @Override
    protected Future<ClientAuth> lookup(ChannelHandlerContext ctx, String name) {
        return ctx.executor().newSucceededFuture(tls.auth(name));
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext ctx, String name, Future<ClientAuth> future) {
        ClientAuth auth = future.getNow();
        ctx.fireUserEventTriggered(auth);
        SslHandler handler = tls.context(auth).newHandler(ctx.alloc());
        handler.setHandshakeTimeoutMillis(tls.handshake().toMillis());
        ctx.pipeline().replace(this, "ssl", handler);
    }
}
