package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that a server sends until the TLS handshake is complete. A resumed handshake contains no certificate, so its
 * size shows that it was resumed.
 */
final class HandshakeByteCounter extends ChannelInboundHandlerAdapter {
    private final AtomicLong bytes;
    private boolean complete;

    HandshakeByteCounter(AtomicLong bytes) {
        this.bytes = bytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!complete) {
            bytes.addAndGet(((ByteBuf) message).readableBytes());
        }
        ctx.fireChannelRead(message);
    }

    /** Returns the handler that belongs after TLS in the pipeline, where the end of the handshake is visible. */
    ChannelInboundHandlerAdapter handshakeListener() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                complete |= event instanceof SslHandshakeCompletionEvent;
                ctx.fireUserEventTriggered(event);
            }
        };
    }
}
