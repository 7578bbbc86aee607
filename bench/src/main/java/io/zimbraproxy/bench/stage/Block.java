package io.zimbraproxy.bench.stage;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/** Bulk that is sent again and again from one place in memory, as fast as the other side reads. */
final class Block {
    private static final int SIZE = 256 << 10;
    private static final ByteBuf BYTES = Unpooled.unreleasableBuffer(
            Unpooled.directBuffer(SIZE).writeZero(SIZE).asReadOnly());

    private long left;

    /** So many bytes more are to be sent. */
    void begin(long bytes) {
        left = bytes;
    }

    /** Sends while the connection takes it; true when all of it has been sent. */
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
