package io.zimbraproxy.bench.stage;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.zimbraproxy.bench.wire.Lines;
import java.nio.charset.StandardCharsets;

/** A server that takes each line as text. */
abstract class ServerLines extends Lines {
    abstract void line(ChannelHandlerContext ctx, String line);

    @Override
    protected final void line(ChannelHandlerContext ctx, ByteBuf in, int from, int length) {
        line(ctx, in.toString(from, length, StandardCharsets.ISO_8859_1));
    }

    static void say(ChannelHandlerContext ctx, String words) {
        say(ctx, words.getBytes(StandardCharsets.ISO_8859_1));
    }
}
