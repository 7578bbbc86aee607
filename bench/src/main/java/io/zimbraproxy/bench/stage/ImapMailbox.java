package io.zimbraproxy.bench.stage;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** An IMAP server (RFC 3501) that lets everybody in and has one message, as large as is asked for. */
final class ImapMailbox extends ServerLines {
    private static final String GREETING = "* OK IMAP4rev1 bench ready\r\n";
    private static final String CAPABILITY = "* CAPABILITY IMAP4rev1 SASL-IR LITERAL+ ID AUTH=PLAIN\r\n";

    private final AtomicLong logins;
    private final Block block = new Block();
    /** Of the command that goes on over several lines; null between two commands. */
    private String tag;

    private String verb;

    ImapMailbox(AtomicLong logins) {
        this.logins = logins;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        say(ctx, GREETING);
        ctx.flush();
    }

    @Override
    void line(ChannelHandlerContext ctx, String line) {
        if (tag == null) {
            int first = line.indexOf(' ');
            int second = line.indexOf(' ', first + 1);
            tag = line.substring(0, Math.max(first, 0));
            verb = line.substring(first + 1, second < 0 ? line.length() : second)
                    .toUpperCase(Locale.ROOT);
            if (verb.equals("AUTHENTICATE") && line.indexOf(' ', second + 1) < 0) {
                say(ctx, "+ \r\n");
                return;
            }
        }
        if (line.endsWith("}")) {
            literal(ctx, line.substring(line.lastIndexOf('{') + 1, line.length() - 1));
            return;
        }
        String ended = tag;
        tag = null;
        answer(ctx, ended, line);
    }

    private void literal(ChannelHandlerContext ctx, String size) {
        boolean waits = !size.endsWith("+");
        count(Integer.parseInt(waits ? size : size.substring(0, size.length() - 1)));
        if (waits) {
            say(ctx, "+ OK\r\n");
        }
    }

    private void answer(ChannelHandlerContext ctx, String ended, String line) {
        switch (verb) {
            case "LOGIN", "AUTHENTICATE" -> {
                logins.incrementAndGet();
                say(ctx, ended + " OK logged in\r\n");
            }
            case "ID" -> say(ctx, "* ID NIL\r\n" + ended + " OK done\r\n");
            case "CAPABILITY" -> say(ctx, CAPABILITY + ended + " OK done\r\n");
            case "NOOP" -> say(ctx, ended + " OK done\r\n");
            case "FETCH" -> fetch(ctx, ended, line);
            case "LOGOUT" -> {
                say(ctx, "* BYE bench\r\n" + ended + " OK done\r\n");
                ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
            }
            default -> say(ctx, ended + " BAD unknown\r\n");
        }
    }

    /** {@code tag FETCH 1 BODY[]<0.SIZE>}; see {@link BulkAnswer}. */
    private void fetch(ChannelHandlerContext ctx, String ended, String line) {
        long size = Long.parseLong(line.substring(line.lastIndexOf('.') + 1, line.length() - 1));
        say(ctx, BulkAnswer.head(size));
        block.begin(size);
        tag = ended;
        bulk(ctx);
    }

    private void bulk(ChannelHandlerContext ctx) {
        if (block.send(ctx)) {
            say(ctx, BulkAnswer.tail(tag));
            tag = null;
            ctx.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (block.sending() && ctx.channel().isWritable()) {
            bulk(ctx);
        }
    }
}
