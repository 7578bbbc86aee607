package io.zimbraproxy.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/** One end of a connection on which lines come, several at once or one in pieces, and now and then bytes that are counted. */
public abstract class Lines extends ChannelInboundHandlerAdapter {
    private ByteBuf kept;
    private long counted;

    /** A whole line without its end: {@code length} bytes from {@code from} on. */
    protected abstract void line(ChannelHandlerContext ctx, ByteBuf in, int from, int length);

    /** The last of the counted bytes was there. */
    protected void counted(ChannelHandlerContext ctx) {}

    /** What comes now is so many bytes and no line. */
    protected final void count(long bytes) {
        counted = bytes;
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
            if (counted > 0) {
                int now = (int) Math.min(counted, in.readableBytes());
                in.skipBytes(now);
                counted -= now;
                if (counted == 0) {
                    counted(ctx);
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

    /** The other side has ended the connection, as a peer that is stopped does. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
        if (!(cause instanceof IOException)) {
            ctx.fireExceptionCaught(cause);
        }
    }

    /** Puts words into the next flush. */
    protected static void say(ChannelHandlerContext ctx, byte[] words) {
        ctx.write(ctx.alloc().directBuffer(words.length).writeBytes(words), ctx.voidPromise());
    }

    /** Whether a line begins with these bytes. */
    protected static boolean begins(ByteBuf in, int from, int length, byte[] words) {
        if (length < words.length) {
            return false;
        }
        for (int at = 0; at < words.length; at++) {
            if (in.getByte(from + at) != words[at]) {
                return false;
            }
        }
        return true;
    }
}
