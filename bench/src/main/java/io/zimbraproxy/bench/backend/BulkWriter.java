package io.zimbraproxy.bench.backend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/** Writes many zero bytes from one buffer, as fast as the other side reads. */
final class BulkWriter {
    private static final int SIZE = 256 << 10;
    private static final ByteBuf BYTES = Unpooled.unreleasableBuffer(
            Unpooled.directBuffer(SIZE).writeZero(SIZE).asReadOnly());

    private long left;

    /** Sets the number of bytes to send. */
    void begin(long bytes) {
        left = bytes;
    }

    /** Sends bytes while the connection is writable; returns true when all bytes are sent. */
    boolean send(ChannelHandlerContext ctx) {
        while (left > 0 && ctx.channel().isWritable()) {
            int now = (int) Math.min(left, SIZE);
            left -= now;
            ctx.write(BYTES.retainedDuplicate().writerIndex(now), ctx.voidPromise());
        }
        ctx.flush();
        return left == 0;
    }

    boolean sending() {
        return left > 0;
    }
}
