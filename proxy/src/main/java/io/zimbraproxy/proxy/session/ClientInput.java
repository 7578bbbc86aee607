package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/** Bytes of the client that are not consumed yet. */
final class ClientInput {
    /**
     * Limit for what is buffered during a login, in bytes; the rest stays in the client's socket. Clients that send
     * commands together send few.
     */
    private static final int MAX_BUFFERED = 8 * 1024;

    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;

    /** Adds a message and takes ownership of it. */
    void add(ChannelHandlerContext ctx, Object message) {
        buffer = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), buffer, (ByteBuf) message);
    }

    /** Returns the buffer to read from; it stays owned here. */
    ByteBuf buffer() {
        return buffer;
    }

    boolean isEmpty() {
        return !buffer.isReadable();
    }

    /** Returns true if more is buffered than allowed, so reading must pause. */
    boolean isFull() {
        return buffer.readableBytes() > MAX_BUFFERED;
    }

    void drop() {
        buffer.release();
        buffer = Unpooled.EMPTY_BUFFER;
    }
}
