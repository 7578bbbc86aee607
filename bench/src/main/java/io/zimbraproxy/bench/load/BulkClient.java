package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.zimbraproxy.bench.stage.BulkAnswer;
import java.nio.charset.StandardCharsets;

/** Logs in to IMAP and reads one large message after another; the unit is a MiB. */
final class BulkClient extends ChannelInboundHandlerAdapter {
    private static final byte[] LOGIN = "a LOGIN bench@example.com secret\r\n".getBytes(StandardCharsets.US_ASCII);

    private final DialledLoad load;
    private final WholeUnits units;
    private final byte[] command;
    private final long answer;
    private boolean asked;
    private boolean greeted;
    private long left;
    private long begun;

    /** {@code size}: of the message, in bytes; {@code units} are those of all connections. */
    BulkClient(DialledLoad load, WholeUnits units, long size) {
        this.load = load;
        this.units = units;
        command = BulkAnswer.command("b", size).getBytes(StandardCharsets.US_ASCII);
        answer = BulkAnswer.length("b", size);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (asked) {
            bulk(ctx, in);
        } else if (in.getByte(in.writerIndex() - 1) == '\n') {
            login(ctx, in.toString(StandardCharsets.ISO_8859_1));
        }
        in.release();
    }

    /** Short answers on loopback come in one piece, or the last line of them does. */
    private void login(ChannelHandlerContext ctx, String said) {
        if (!greeted) {
            greeted = true;
            ctx.write(ctx.alloc().buffer().writeBytes(LOGIN));
        } else if (said.contains("a OK")) {
            asked = true;
            ask(ctx);
        } else {
            load.progress().fail("said \"" + said.strip() + "\" to the login");
        }
    }

    private void ask(ChannelHandlerContext ctx) {
        left = answer;
        begun = System.nanoTime();
        ctx.write(ctx.alloc().buffer().writeBytes(command));
    }

    private void bulk(ChannelHandlerContext ctx, ByteBuf in) {
        int now = in.readableBytes();
        left -= now;
        units.add(now, load.progress());
        if (left < 0) {
            load.progress().fail("sent " + -left + " bytes too many");
            ctx.close();
        } else if (left == 0) {
            load.progress().done(0, begun);
            ask(ctx);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        load.lost(left + " bytes before the end of a message");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        load.lost("by " + cause);
        ctx.close();
    }
}
