package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.zimbraproxy.bench.wire.Lines;
import java.nio.charset.StandardCharsets;

/** Goes through a dialogue, and does what comes after it. */
final class MailClient extends Lines {
    private final DialledLoad load;
    private final Dialogue dialogue;
    private int heard;
    private long begun = System.nanoTime();

    MailClient(DialledLoad load, Dialogue dialogue) {
        this.load = load;
        this.dialogue = dialogue;
    }

    @Override
    protected void line(ChannelHandlerContext ctx, ByteBuf in, int from, int length) {
        if (heard == dialogue.answers().size()) {
            fail(ctx, in, from, length, "nothing");
            return;
        }
        byte[] expected = dialogue.answers().get(heard);
        if (begins(in, from, length, expected)) {
            heard++;
            next(ctx);
        } else if (length == 0 || in.getByte(from) != '*') {
            fail(ctx, in, from, length, new String(expected, StandardCharsets.US_ASCII));
        }
    }

    private void next(ChannelHandlerContext ctx) {
        if (heard <= dialogue.commands().size()) {
            say(ctx, dialogue.commands().get(heard - 1));
            return;
        }
        switch (dialogue.ending()) {
            case CLOSES -> {}
            case STAYS -> {
                load.progress().stands();
                load.dialer().dialNext();
            }
            case REPEATS -> {
                load.progress().done(1, begun);
                begun = System.nanoTime();
                heard--;
                say(ctx, dialogue.commands().get(heard - 1));
            }
        }
    }

    private void fail(ChannelHandlerContext ctx, ByteBuf in, int from, int length, String expected) {
        load.progress()
                .fail("said \"" + in.toString(from, length, StandardCharsets.ISO_8859_1) + "\" instead of \"" + expected
                        + "\"");
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        super.channelInactive(ctx);
        if (heard == dialogue.answers().size() && dialogue.ending() == Dialogue.Ending.CLOSES) {
            load.progress().done(1, begun);
            load.dialer().dial();
        } else {
            load.lost("after " + heard + " answers");
        }
    }
}
