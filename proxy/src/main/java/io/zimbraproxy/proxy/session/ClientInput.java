package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/** What a client has sent and nobody has read yet. */
final class ClientInput {
    /** What may wait behind a login; the rest stays in the client's socket. In bytes; commands that come together are few. */
    private static final int MAX_WAITING = 8 * 1024;

    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;

    /** Adds a message, and owns it. */
    void add(ChannelHandlerContext ctx, Object message) {
        buffer = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), buffer, (ByteBuf) message);
    }

    /** To be read from; stays owned here. */
    ByteBuf buffer() {
        return buffer;
    }

    boolean isEmpty() {
        return !buffer.isReadable();
    }

    /** True when a client sends more behind its login than anybody does. */
    boolean tooMuch() {
        return buffer.readableBytes() > MAX_WAITING;
    }

    void drop() {
        buffer.release();
        buffer = Unpooled.EMPTY_BUFFER;
    }
}
