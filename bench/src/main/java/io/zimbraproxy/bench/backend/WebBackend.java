package io.zimbraproxy.bench.backend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** A web server whose responses have 200 bytes, or 100 KiB if the path ends in {@code 100k}. */
final class WebBackend extends HttpBackend {
    private static final int SMALL = 200;
    private static final int LARGE = 100 << 10;

    private static final ByteBuf SMALL_RESPONSE = response(SMALL);
    private static final ByteBuf LARGE_RESPONSE = response(LARGE);

    @Override
    void respond(ChannelHandlerContext ctx, String requestLine) {
        ByteBuf response = requestLine.contains("100k ") ? LARGE_RESPONSE : SMALL_RESPONSE;
        ctx.write(response.retainedDuplicate(), ctx.voidPromise());
    }

    private static ByteBuf response(int length) {
        String head = "HTTP/1.1 200 OK\r\nServer: bench\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
                + "Content-Type: text/html;charset=utf-8\r\nContent-Length: " + length + "\r\n\r\n";
        ByteBuf whole = Unpooled.directBuffer(head.length() + length);
        whole.writeCharSequence(head, StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(whole.writeZero(length).asReadOnly());
    }
}
