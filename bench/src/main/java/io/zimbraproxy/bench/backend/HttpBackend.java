package io.zimbraproxy.bench.backend;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A minimal HTTP/1.1 server: persistent connections, and request bodies with Content-Length. */
abstract class HttpBackend extends TextLineHandler {
    private static final String LENGTH = "content-length:";

    /** Null before the first line of a request. */
    private @Nullable String requestLine;

    private boolean last;
    private int body;

    /** Sends the response. Called when the whole head has arrived. */
    abstract void respond(ChannelHandlerContext ctx, String requestLine);

    /** Handles a field line of the head. */
    void field(String line) {}

    @Override
    void line(ChannelHandlerContext ctx, String line) {
        if (requestLine == null) {
            requestLine = line;
            last = line.endsWith("HTTP/1.0");
            body = 0;
        } else if (!line.isEmpty()) {
            readFraming(line);
            field(line);
        } else {
            skip(body);
            String complete = requestLine;
            requestLine = null;
            respond(ctx, complete);
            if (last) {
                ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    private void readFraming(String line) {
        if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
            body = Integer.parseInt(line.substring(LENGTH.length()).strip());
        } else if (line.toLowerCase(Locale.ROOT).equals("connection: close")) {
            last = true;
        }
    }
}
