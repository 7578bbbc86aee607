package io.zimbraproxy.bench.backend;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A minimal IMAP server (RFC 3501) that accepts all logins and has one message, of any requested size. */
final class ImapBackend extends TextLineHandler {
    private static final String GREETING = "* OK IMAP4rev1 bench ready\r\n";
    private static final String CAPABILITY = "* CAPABILITY IMAP4rev1 SASL-IR LITERAL+ ID AUTH=PLAIN\r\n";

    private final BulkWriter bulk = new BulkWriter();
    /** Tag of the current command, which can have several lines; null between two commands. */
    private @Nullable String tag;

    /** Name of the current command. */
    private String verb = "";

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        write(ctx, GREETING);
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
                write(ctx, "+ \r\n");
                return;
            }
        }
        if (line.endsWith("}")) {
            literal(ctx, line.substring(line.lastIndexOf('{') + 1, line.length() - 1));
            return;
        }
        String complete = tag;
        tag = null;
        respond(ctx, complete, line);
    }

    private void literal(ChannelHandlerContext ctx, String size) {
        boolean waits = !size.endsWith("+");
        skip(Integer.parseInt(waits ? size : size.substring(0, size.length() - 1)));
        if (waits) {
            write(ctx, "+ OK\r\n");
        }
    }

    private void respond(ChannelHandlerContext ctx, String commandTag, String line) {
        switch (verb) {
            case "LOGIN", "AUTHENTICATE" -> write(ctx, commandTag + " OK logged in\r\n");
            case "ID" -> write(ctx, "* ID NIL\r\n" + commandTag + " OK done\r\n");
            case "CAPABILITY" -> write(ctx, CAPABILITY + commandTag + " OK done\r\n");
            case "NOOP" -> write(ctx, commandTag + " OK done\r\n");
            case "FETCH" -> fetch(ctx, commandTag, line);
            case "LOGOUT" -> {
                write(ctx, "* BYE bench\r\n" + commandTag + " OK done\r\n");
                ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
            }
            default -> write(ctx, commandTag + " BAD unknown\r\n");
        }
    }

    /** Handles {@code tag FETCH 1 BODY[]<0.SIZE>}; see {@link BulkResponse}. */
    private void fetch(ChannelHandlerContext ctx, String commandTag, String line) {
        long size = Long.parseLong(line.substring(line.lastIndexOf('.') + 1, line.length() - 1));
        write(ctx, BulkResponse.head(size));
        bulk.begin(size);
        tag = commandTag;
        send(ctx, commandTag);
    }

    private void send(ChannelHandlerContext ctx, String commandTag) {
        if (bulk.send(ctx)) {
            write(ctx, BulkResponse.tail(commandTag));
            tag = null;
            ctx.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (tag != null && bulk.sending() && ctx.channel().isWritable()) {
            send(ctx, tag);
        }
    }
}
