package io.zimbraproxy.bench.backend;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** A minimal POP3 server (RFC 1939) that accepts all logins to an empty mailbox. */
final class Pop3Backend extends TextLineHandler {
    private static final byte[] GREETING = "+OK bench ready\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        write(ctx, GREETING);
        ctx.flush();
    }

    @Override
    void line(ChannelHandlerContext ctx, String line) {
        write(ctx, OK);
        if (line.startsWith("QUIT")) {
            ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
