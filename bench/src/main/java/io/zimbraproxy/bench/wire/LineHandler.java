package io.zimbraproxy.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Handler of a connection that receives lines, and between them bytes that it skips. Lines may arrive in pieces. */
public abstract class LineHandler extends ChannelInboundHandlerAdapter {
    private @Nullable ByteBuf kept;
    private long toSkip;

    /** Handles a whole line, without its end: {@code length} bytes from {@code from}. */
    protected abstract void line(ChannelHandlerContext ctx, ByteBuf in, int from, int length);

    /** Called when all bytes of {@link #skip} have arrived. */
    protected void skipped(ChannelHandlerContext ctx) {}

    /** Skips the next bytes before the next line. */
    protected final void skip(long bytes) {
        toSkip = bytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (kept != null) {
            kept.writeBytes(in);
            in.release();
            in = kept;
            kept = null;
        }
        read(ctx, in);
        if (in.isReadable()) {
            kept = ctx.alloc().buffer(Math.max(256, 2 * in.readableBytes())).writeBytes(in);
        }
        in.release();
    }

    private void read(ChannelHandlerContext ctx, ByteBuf in) {
        while (in.isReadable()) {
            if (toSkip > 0) {
                int now = (int) Math.min(toSkip, in.readableBytes());
                in.skipBytes(now);
                toSkip -= now;
                if (toSkip == 0) {
                    skipped(ctx);
                }
                continue;
            }
            int length = in.bytesBefore((byte) '\n');
            if (length < 0) {
                return;
            }
            int from = in.readerIndex();
            in.skipBytes(length + 1);
            line(ctx, in, from, length > 0 && in.getByte(from + length - 1) == '\r' ? length - 1 : length);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }

    /** Closes the connection. An {@link IOException} is no error: a stopped peer resets its connections. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
        if (!(cause instanceof IOException)) {
            ctx.fireExceptionCaught(cause);
        }
    }

    /** Writes bytes, which the next flush sends. */
    protected static void write(ChannelHandlerContext ctx, byte[] bytes) {
        ctx.write(ctx.alloc().directBuffer(bytes.length).writeBytes(bytes), ctx.voidPromise());
    }

    /** Returns whether a line starts with these bytes. */
    protected static boolean startsWith(ByteBuf in, int from, int length, byte[] prefix) {
        if (length < prefix.length) {
            return false;
        }
        for (int at = 0; at < prefix.length; at++) {
            if (in.getByte(from + at) != prefix[at]) {
                return false;
            }
        }
        return true;
    }
}
