package io.zimbraproxy.proxy.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;

/**
 * Waits behind the TLS handler for the end of the handshake. It uses the event, not the future of the TLS handler,
 * because the event comes before the first decrypted byte.
 */
final class Handshake extends ChannelInboundHandlerAdapter {
    private final Runnable ready;
    private final Consumer<Throwable> failed;

    Handshake(Runnable ready, Consumer<Throwable> failed) {
        this.ready = ready;
        this.failed = failed;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent end) {
            if (end.isSuccess()) {
                ctx.pipeline().remove(this);
                ready.run();
            } else {
                failed.accept(end.cause());
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /** Only closes the connection: the event reports what went wrong in the handshake. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
