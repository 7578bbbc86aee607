package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import io.zimbraproxy.proxy.http.message.Trailers;
import java.nio.charset.StandardCharsets;

/**
 * Sends a body over a connection of HTTP/1.1, framed anew: a number of bytes that is kept to, chunks of our own, or until the
 * connection ends.
 */
public final class BodyWriter {
    private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int END_OF_LINE = '\r' << 8 | '\n';
    /** CR LF behind the chunk before, a size of eight digits, CR LF. */
    private static final int CHUNK_HEAD = 12;

    private final Channel channel;
    private final Framing framing;
    private long left;
    private boolean chunkOpen;

    /** {@code framing} is what the head has said. */
    public BodyWriter(Channel channel, Framing framing) {
        this.channel = channel;
        this.framing = framing;
        left = framing.length();
    }

    /** Sends a part, which belongs to the callee; false when it is more than was announced: nothing was sent then. */
    public boolean write(ByteBuf part) {
        int length = part.readableBytes();
        if (length == 0) {
            part.release();
            return true;
        }
        switch (framing.kind()) {
            case LENGTH -> {
                if (length > left) {
                    part.release();
                    return false;
                }
                left -= length;
            }
            case CHUNKED -> channel.write(chunkHead(channel.alloc(), length), channel.voidPromise());
            case CLOSE -> {}
            case NONE, STREAM -> {
                part.release();
                return false;
            }
        }
        channel.write(part, channel.voidPromise());
        return true;
    }

    private ByteBuf chunkHead(ByteBufAllocator allocator, int length) {
        ByteBuf head = allocator.buffer(CHUNK_HEAD);
        if (chunkOpen) {
            head.writeShort(END_OF_LINE);
        }
        chunkOpen = true;
        head.writeCharSequence(Integer.toHexString(length), StandardCharsets.US_ASCII);
        return head.writeShort(END_OF_LINE);
    }

    /** Ends the body; false when it is less than was announced: the connection must not be used any more. */
    public boolean end(Fields trailers) {
        if (framing.kind() == Framing.Kind.CHUNKED) {
            HeadWriter end = new HeadWriter(channel.alloc().buffer(16));
            if (chunkOpen) {
                end.end();
            }
            end.out().writeBytes(LAST_CHUNK);
            for (int i = 0; i < trailers.count(); i++) {
                if (Trailers.allowed(trailers.name(i))) {
                    end.copy(trailers, i);
                }
            }
            end.end();
            channel.write(end.out(), channel.voidPromise());
        }
        return left == 0;
    }
}
