package io.zimbraproxy.proxy.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;

/**
 * Waits behind TLS for the end of its handshake. By the event, not by a future: the event comes before the first byte that
 * was encrypted.
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

    /** The event tells what goes wrong in a handshake. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
