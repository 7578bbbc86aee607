package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.zimbraproxy.bench.wire.Lines;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks by HTTP/1.1, again and again, or on one connection each. */
final class WebClient extends Lines {
    private static final byte[] STATUS = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);

    private static final String LENGTH = "content-length: ";

    private final DialledLoad load;
    private final WebRequest request;
    private boolean headBegun;
    private int length;
    private boolean answered;
    private long begun = System.nanoTime();

    public WebClient(DialledLoad load, WebRequest request) {
        this.load = load;
        this.request = request;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        say(ctx, request.bytes());
        ctx.flush();
    }

    @Override
    protected void line(ChannelHandlerContext ctx, ByteBuf in, int from, int size) {
        if (!headBegun) {
            headBegun = true;
            length = -1;
            if (!begins(in, from, size, STATUS)) {
                fail(ctx, "answered \"" + in.toString(from, size, StandardCharsets.ISO_8859_1) + "\"");
            }
        } else if (size > 0) {
            if (isLength(in, from, size)) {
                String number = in.toString(from + LENGTH.length(), size - LENGTH.length(), StandardCharsets.US_ASCII);
                length = Integer.parseInt(number);
            }
        } else if (length == request.length()) {
            headBegun = false;
            count(length);
        } else {
            fail(ctx, "has an answer of " + length + " bytes instead of " + request.length());
        }
    }

    private static boolean isLength(ByteBuf in, int from, int size) {
        // The colon tells most other fields at once.
        return size > LENGTH.length()
                && in.getByte(from + LENGTH.length() - 2) == ':'
                && in.toString(from, LENGTH.length(), StandardCharsets.US_ASCII)
                        .toLowerCase(Locale.ROOT)
                        .equals(LENGTH);
    }

    @Override
    protected void counted(ChannelHandlerContext ctx) {
        if (request.last()) {
            answered = true;
            return;
        }
        load.progress().done(1, begun);
        begun = System.nanoTime();
        say(ctx, request.bytes());
    }

    private void fail(ChannelHandlerContext ctx, String what) {
        load.progress().fail(what);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        super.channelInactive(ctx);
        if (answered) {
            load.progress().done(1, begun);
            load.dialer().dial();
        } else {
            load.lost("before the end of an answer");
        }
    }
}
