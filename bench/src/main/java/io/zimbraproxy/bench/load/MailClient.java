package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.zimbraproxy.bench.wire.LineHandler;
import java.nio.charset.StandardCharsets;

/** A mail client that performs a script. */
final class MailClient extends LineHandler {
    private final ConnectionLoad load;
    private final MailScript script;
    /** Number of expected replies received so far. */
    private int received;

    private long begun = System.nanoTime();

    MailClient(ConnectionLoad load, MailScript script) {
        this.load = load;
        this.script = script;
    }

    @Override
    protected void line(ChannelHandlerContext ctx, ByteBuf in, int from, int length) {
        if (received == script.replies().size()) {
            fail(ctx, in, from, length, "nothing");
            return;
        }
        byte[] expected = script.replies().get(received);
        if (startsWith(in, from, length, expected)) {
            received++;
            next(ctx);
        } else if (length == 0 || in.getByte(from) != '*') {
            fail(ctx, in, from, length, new String(expected, StandardCharsets.US_ASCII));
        }
    }

    private void next(ChannelHandlerContext ctx) {
        if (received <= script.commands().size()) {
            write(ctx, script.commands().get(received - 1));
            return;
        }
        switch (script.ending()) {
            case CLOSES -> {}
            case STAYS -> {
                load.counters().idle();
                load.opener().openNext();
            }
            case REPEATS -> {
                load.counters().done(1, begun);
                begun = System.nanoTime();
                received--;
                write(ctx, script.commands().get(received - 1));
            }
        }
    }

    private void fail(ChannelHandlerContext ctx, ByteBuf in, int from, int length, String expected) {
        load.counters()
                .fail("replied \"" + in.toString(from, length, StandardCharsets.ISO_8859_1) + "\" instead of \""
                        + expected + "\"");
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        super.channelInactive(ctx);
        if (received == script.replies().size() && script.ending() == MailScript.Ending.CLOSES) {
            load.counters().done(1, begun);
            load.opener().open();
        } else {
            load.lost("after " + received + " replies");
        }
    }
}
