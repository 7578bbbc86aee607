package io.zimbraproxy.bench.stage;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.Locale;

/** The server side of HTTP/1.1, as far as the peers and their lookups need it: kept connections, bodies with a length. */
abstract class Requests extends ServerLines {
    private static final String LENGTH = "content-length:";

    private String first;
    private boolean last;
    private int body;

    /** A head has ended; {@code first}: its request line. */
    abstract void answer(ChannelHandlerContext ctx, String first);

    /** A field of the head that comes, for those who care. */
    void field(String line) {}

    @Override
    void line(ChannelHandlerContext ctx, String line) {
        if (first == null) {
            first = line;
            last = line.endsWith("HTTP/1.0");
            body = 0;
        } else if (!line.isEmpty()) {
            known(line);
            field(line);
        } else {
            count(body);
            String asked = first;
            first = null;
            answer(ctx, asked);
            if (last) {
                ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    private void known(String line) {
        if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
            body = Integer.parseInt(line.substring(LENGTH.length()).strip());
        } else if (line.toLowerCase(Locale.ROOT).equals("connection: close")) {
            last = true;
        }
    }
}
