package io.zimbraproxy.bench.stage;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A POP3 server (RFC 1939) that lets everybody into an empty mailbox. */
final class Pop3Mailbox extends ServerLines {
    private static final byte[] GREETING = "+OK bench ready\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong logins;

    Pop3Mailbox(AtomicLong logins) {
        this.logins = logins;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        say(ctx, GREETING);
        ctx.flush();
    }

    @Override
    void line(ChannelHandlerContext ctx, String line) {
        if (line.startsWith("PASS") || line.startsWith("AUTH")) {
            logins.incrementAndGet();
        }
        say(ctx, OK);
        if (line.startsWith("QUIT")) {
            ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
