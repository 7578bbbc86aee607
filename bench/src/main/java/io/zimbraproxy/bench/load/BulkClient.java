package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.zimbraproxy.bench.backend.BulkResponse;
import java.nio.charset.StandardCharsets;

/** An IMAP client that logs in and reads one large message after another. The unit is a MiB. */
final class BulkClient extends ChannelInboundHandlerAdapter {
    private static final byte[] LOGIN = "a LOGIN bench@example.com secret\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ConnectionLoad load;
    private final MebibyteCounter units;
    private final byte[] command;
    private final long responseLength;
    private boolean loggedIn;
    private boolean greeted;
    private long left;
    private long begun;

    /**
     * Creates the client of one connection.
     *
     * @param units counter of received MiB, shared by all connections of the load
     * @param size size of the message, in bytes
     */
    BulkClient(ConnectionLoad load, MebibyteCounter units, long size) {
        this.load = load;
        this.units = units;
        command = BulkResponse.command("b", size).getBytes(StandardCharsets.US_ASCII);
        responseLength = BulkResponse.length("b", size);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (loggedIn) {
            receive(ctx, in);
        } else if (in.getByte(in.writerIndex() - 1) == '\n') {
            login(ctx, in.toString(StandardCharsets.ISO_8859_1));
        }
        in.release();
    }

    /** Handles the greeting and the reply to LOGIN. This relies on loopback, where the last line of each arrives in one piece. */
    private void login(ChannelHandlerContext ctx, String reply) {
        if (!greeted) {
            greeted = true;
            ctx.write(ctx.alloc().buffer().writeBytes(LOGIN));
        } else if (reply.contains("a OK")) {
            loggedIn = true;
            fetch(ctx);
        } else {
            load.counters().fail("refused the login (saw \"" + reply.strip() + "\")");
        }
    }

    private void fetch(ChannelHandlerContext ctx) {
        left = responseLength;
        begun = System.nanoTime();
        ctx.write(ctx.alloc().buffer().writeBytes(command));
    }

    private void receive(ChannelHandlerContext ctx, ByteBuf in) {
        int now = in.readableBytes();
        left -= now;
        units.add(now, load.counters());
        if (left < 0) {
            load.counters().fail("sent " + -left + " bytes too many");
            ctx.close();
        } else if (left == 0) {
            load.counters().done(0, begun);
            fetch(ctx);
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
        load.lost("with " + cause);
        ctx.close();
    }
}
