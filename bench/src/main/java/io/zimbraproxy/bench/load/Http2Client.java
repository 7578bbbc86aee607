package io.zimbraproxy.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A minimal HTTP/2 client (RFC 9113) that sends several requests at once on a connection. */
final class Http2Client extends ChannelInboundHandlerAdapter {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 9;
    private static final int LARGEST_WINDOW = Integer.MAX_VALUE - 65_535;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int ACKNOWLEDGED = 1;
    private static final int END_HEADERS = 4;

    /** Indexes of the static table (RFC 7541 appendix A). */
    private static final int METHOD_GET = 0x82;

    private static final int SCHEME_HTTPS = 0x87;
    private static final int AUTHORITY = 0x01;
    private static final int PATH = 0x04;
    private static final int STATUS_200 = 0x88;
    /** First octet of a dynamic table size update, which can precede the status (RFC 7541 section 6.3). */
    private static final int TABLE_SIZE = 0x20;

    private final ConnectionLoad load;
    private final WebRequest request;
    private final int streams;
    private int nextStream = 1;
    private @Nullable ByteBuf kept;
    private final long[] begun;

    Http2Client(ConnectionLoad load, WebRequest request, int streams) {
        this.load = load;
        this.request = request;
        this.streams = streams;
        begun = new long[streams];
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ByteBuf out = ctx.alloc().buffer().writeBytes(PREFACE);
        frame(out, 0, SETTINGS, 0, 0);
        frame(out, 4, WINDOW_UPDATE, 0, 0).writeInt(LARGEST_WINDOW);
        ctx.write(out);
        for (int number = 0; number < streams; number++) {
            ask(ctx);
        }
        ctx.flush();
    }

    private static ByteBuf frame(ByteBuf out, int length, int type, int flags, int stream) {
        return out.writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
    }

    private void ask(ChannelHandlerContext ctx) {
        int size = 2 + 2 + request.path().length() + 2 + WebRequest.HOST.length();
        ByteBuf out = ctx.alloc().buffer(HEAD + size);
        frame(out, size, HEADERS, END_HEADERS | END_STREAM, nextStream);
        out.writeByte(METHOD_GET).writeByte(SCHEME_HTTPS);
        literal(out, PATH, request.path());
        literal(out, AUTHORITY, WebRequest.HOST);
        begun[slot(nextStream)] = System.nanoTime();
        nextStream += 2;
        ctx.write(out);
    }

    /** Returns the slot for the start time of a stream. Streams end in about the order in which they began. */
    private int slot(int stream) {
        return (stream >> 1) % streams;
    }

    private static void literal(ByteBuf out, int name, String value) {
        out.writeByte(name).writeByte(value.length()).writeCharSequence(value, StandardCharsets.US_ASCII);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (kept != null) {
            kept.writeBytes(in);
            in.release();
            in = kept;
            kept = null;
        }
        while (in.readableBytes() >= HEAD && in.readableBytes() >= HEAD + in.getUnsignedMedium(in.readerIndex())) {
            int length = in.readUnsignedMedium();
            int type = in.readByte();
            int flags = in.readByte();
            int stream = in.readInt();
            take(ctx, in.readSlice(length), type, flags, stream);
        }
        if (in.isReadable()) {
            kept = ctx.alloc().buffer(2 * in.readableBytes()).writeBytes(in);
        }
        in.release();
    }

    private void take(ChannelHandlerContext ctx, ByteBuf payload, int type, int flags, int stream) {
        switch (type) {
            case SETTINGS, PING -> {
                if ((flags & ACKNOWLEDGED) == 0) {
                    int echo = type == PING ? payload.readableBytes() : 0;
                    ctx.write(frame(ctx.alloc().buffer(HEAD + echo), echo, type, ACKNOWLEDGED, 0)
                            .writeBytes(payload, payload.readerIndex(), echo));
                }
            }
            case HEADERS -> {
                int first = payload.getUnsignedByte(payload.readerIndex());
                int status = (first & 0xe0) == TABLE_SIZE ? payload.getUnsignedByte(payload.readerIndex() + 1) : first;
                if (status != STATUS_200) {
                    load.counters().fail("sent a status other than 200 over HTTP/2");
                }
            }
            case DATA -> {
                if ((flags & END_STREAM) != 0) {
                    load.counters().done(1, begun[slot(stream)]);
                    ask(ctx);
                }
            }
            case RESET, GOAWAY -> {
                load.lost("with an HTTP/2 frame of type " + type);
                ctx.close();
            }
            default -> {}
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        load.lost("over HTTP/2");
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }
}
