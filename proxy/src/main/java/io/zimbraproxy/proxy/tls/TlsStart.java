package io.zimbraproxy.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ClientHello, which decides certificate and TLS context. Fires a {@link ClientHelloSeen} event, then replaces itself by the TLS
 * handler.
 */
public final class TlsStart extends SslClientHelloHandler<ClientHello> {
    /** The name of the TLS handler in its pipeline. */
    public static final String HANDLER = "ssl";

    /** The longest ClientHello. Server name, key shares and tickets need a few KiB. */
    private static final int MAX_HELLO = 32 * 1024;

    /** Fatal alert {@code no_application_protocol} (RFC 7301 section 3.2). */
    private static final byte[] NO_PROTOCOL = {21, 3, 3, 0, 2, 2, 120};

    private final ActiveTls tls;
    private final Duration handshake;
    private final AlpnFamily family;
    private @Nullable ScheduledFuture<?> timer;

    /** Creates the handler. It reads {@code tls} when the ClientHello is complete, which may be after a reload. */
    public TlsStart(ActiveTls tls, AlpnFamily family, Duration handshake) {
        super(MAX_HELLO);
        this.tls = tls;
        this.handshake = handshake;
        this.family = family;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = ctx.executor()
                .schedule(() -> fail(ctx, "no handshake in time"), handshake.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        if (timer != null) {
            timer.cancel(false);
        }
        super.handlerRemoved0(ctx);
    }

    @Override
    protected Future<ClientHello> lookup(ChannelHandlerContext ctx, ByteBuf body) {
        return ctx.executor().newSucceededFuture(ClientHello.of(body));
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext ctx, Future<ClientHello> future) {
        ClientHello hello = future.getNow();
        if (!family.accepts(hello.protocols())) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(NO_PROTOCOL), ctx.voidPromise());
            fail(ctx, "the client offers by ALPN only protocols that this listener does not speak");
            return;
        }
        ServerContexts contexts = tls.get();
        if (contexts == null) {
            fail(ctx, "the configuration has no certificates any more");
            return;
        }
        ClientAuth auth = contexts.auth(hello.serverName(), family);
        SslHandler handler = contexts.newHandler(hello, auth, family, ctx.alloc());
        ctx.fireUserEventTriggered(new ClientHelloSeen(hello.serverName(), auth));
        ctx.pipeline().replace(this, HANDLER, handler);
    }

    private static void fail(ChannelHandlerContext ctx, String why) {
        ctx.fireUserEventTriggered(new SslHandshakeCompletionEvent(new SSLHandshakeException(why)));
        ctx.close();
    }
}
