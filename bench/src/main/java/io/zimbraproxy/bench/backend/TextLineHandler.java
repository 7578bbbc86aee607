package io.zimbraproxy.bench.backend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.zimbraproxy.bench.wire.LineHandler;
import java.nio.charset.StandardCharsets;

/** A handler of lines as text. */
abstract class TextLineHandler extends LineHandler {
    abstract void line(ChannelHandlerContext ctx, String line);

    @Override
    protected final void line(ChannelHandlerContext ctx, ByteBuf in, int from, int length) {
        line(ctx, in.toString(from, length, StandardCharsets.ISO_8859_1));
    }

    static void write(ChannelHandlerContext ctx, String text) {
        write(ctx, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
