package io.zimbraproxy.bench.stage;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Answers with 200 bytes, or with 100 KiB where the path ends in {@code 100k}. */
final class WebServer extends Requests {
    static final int SMALL = 200;
    static final int LARGE = 100 << 10;

    private static final ByteBuf SMALL_ANSWER = answer(SMALL);
    private static final ByteBuf LARGE_ANSWER = answer(LARGE);

    private final AtomicLong requests;

    WebServer(AtomicLong requests) {
        this.requests = requests;
    }

    @Override
    void answer(ChannelHandlerContext ctx, String first) {
        requests.incrementAndGet();
        int path = first.indexOf("100k ");
        ctx.write((path < 0 ? SMALL_ANSWER : LARGE_ANSWER).retainedDuplicate(), ctx.voidPromise());
    }

    private static ByteBuf answer(int length) {
        String head = "HTTP/1.1 200 OK\r\nServer: bench\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
                + "Content-Type: text/html;charset=utf-8\r\nContent-Length: " + length + "\r\n\r\n";
        ByteBuf whole = Unpooled.directBuffer(head.length() + length);
        whole.writeCharSequence(head, StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(whole.writeZero(length).asReadOnly());
    }
}
