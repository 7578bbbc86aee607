package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what servers send until handshakes are complete: a resumed one comes without a certificate, which can be seen in its size. */
final class ServerFlight extends ChannelInboundHandlerAdapter {
    private final AtomicLong bytes;
    private boolean over;

    ServerFlight(AtomicLong bytes) {
        this.bytes = bytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!over) {
            bytes.addAndGet(((ByteBuf) message).readableBytes());
        }
        ctx.fireChannelRead(message);
    }

    /** Behind TLS, to hear of its end; the bytes are counted before it. */
    ChannelInboundHandlerAdapter ear() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                over |= event instanceof SslHandshakeCompletionEvent;
                ctx.fireUserEventTriggered(event);
            }
        };
    }
}
