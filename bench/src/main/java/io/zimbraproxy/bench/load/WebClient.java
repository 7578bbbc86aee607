package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.zimbraproxy.bench.wire.LineHandler;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP/1.1 client that repeats a request, on one connection or with one connection each. */
final class WebClient extends LineHandler {
    private static final byte[] STATUS = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);

    private static final String LENGTH = "content-length: ";

    private final ConnectionLoad load;
    private final WebRequest request;
    private boolean headBegun;
    private int length;
    private boolean complete;
    private long begun = System.nanoTime();

    WebClient(ConnectionLoad load, WebRequest request) {
        this.load = load;
        this.request = request;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        write(ctx, request.bytes());
        ctx.flush();
    }

    @Override
    protected void line(ChannelHandlerContext ctx, ByteBuf in, int from, int size) {
        if (!headBegun) {
            headBegun = true;
            length = -1;
            if (!startsWith(in, from, size, STATUS)) {
                fail(ctx, "responded \"" + in.toString(from, size, StandardCharsets.ISO_8859_1) + "\"");
            }
        } else if (size > 0) {
            if (isLength(in, from, size)) {
                String number = in.toString(from + LENGTH.length(), size - LENGTH.length(), StandardCharsets.US_ASCII);
                length = Integer.parseInt(number);
            }
        } else if (length == request.length()) {
            headBegun = false;
            skip(length);
        } else {
            fail(ctx, "sent a response of " + length + " bytes instead of " + request.length());
        }
    }

    private static boolean isLength(ByteBuf in, int from, int size) {
        // Most other fields have no colon at this position, which avoids creating a string for them.
        return size > LENGTH.length()
                && in.getByte(from + LENGTH.length() - 2) == ':'
                && in.toString(from, LENGTH.length(), StandardCharsets.US_ASCII)
                        .toLowerCase(Locale.ROOT)
                        .equals(LENGTH);
    }

    @Override
    protected void skipped(ChannelHandlerContext ctx) {
        if (request.last()) {
            complete = true;
            return;
        }
        load.counters().done(1, begun);
        begun = System.nanoTime();
        write(ctx, request.bytes());
    }

    private void fail(ChannelHandlerContext ctx, String what) {
        load.counters().fail(what);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        super.channelInactive(ctx);
        if (complete) {
            load.counters().done(1, begun);
            load.opener().open();
        } else {
            load.lost("before the end of a response");
        }
    }
}
