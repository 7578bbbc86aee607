package io.zimbraproxy.proxy.http.body;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import io.zimbraproxy.proxy.http.message.Trailers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one body to an HTTP/1.1 connection: an announced number of bytes, chunks of its own size, or all bytes up to the end of
 * the connection.
 */
public final class BodyWriter {
    private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int END_OF_LINE = '\r' << 8 | '\n';
    private static final int MAX_COLLECTED = 64 * 1024;
    /** Parts below this size in bytes are cheaper to copy than to write one by one. */
    private static final int SMALL_PART = 512;

    /** Size in bytes: CR LF after the previous chunk, a size of up to eight digits, CR LF. */
    private static final int CHUNK_HEAD = 12;

    private final Channel channel;
    private final Framing framing;
    private long left;
    private final List<ByteBuf> collected = new ArrayList<>(4);
    private int collectedBytes;
    private boolean chunkOpen;

    /** Creates a writer for the framing that the head has announced. */
    public BodyWriter(Channel channel, Framing framing) {
        this.channel = channel;
        this.framing = framing;
        left = framing.length();
    }

    /** Writes a part and takes ownership of it. Returns false, and writes nothing, if the part exceeds the announced length. */
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
            case CHUNKED -> {
                collect(part);
                return true;
            }
            case CLOSE -> {}
            case NONE, STREAM -> {
                part.release();
                return false;
            }
        }
        channel.write(part, channel.voidPromise());
        return true;
    }

    /** Collects parts that are received together, to write them as one chunk. */
    private void collect(ByteBuf part) {
        collected.add(part);
        collectedBytes += part.readableBytes();
        if (collectedBytes >= MAX_COLLECTED) {
            flush();
        }
    }

    /** Writes the collected parts; callers do this before they flush the channel. */
    public void flush() {
        if (collectedBytes == 0) {
            return;
        }
        boolean small = collectedBytes / collected.size() < SMALL_PART;
        ByteBuf head = channel.alloc().buffer(CHUNK_HEAD + (small ? collectedBytes : 0));
        if (chunkOpen) {
            head.writeShort(END_OF_LINE);
        }
        chunkOpen = true;
        head.writeCharSequence(Integer.toHexString(collectedBytes), StandardCharsets.US_ASCII);
        head.writeShort(END_OF_LINE);
        if (small) {
            for (ByteBuf part : collected) {
                head.writeBytes(part);
                part.release();
            }
        }
        channel.write(head, channel.voidPromise());
        if (!small) {
            for (ByteBuf part : collected) {
                channel.write(part, channel.voidPromise());
            }
        }
        collected.clear();
        collectedBytes = 0;
    }

    /** Releases the collected parts; the writer must not be used afterwards. */
    public void drop() {
        collected.forEach(ByteBuf::release);
        collected.clear();
        collectedBytes = 0;
    }

    /**
     * Ends the body. Returns false if the body is shorter than announced; the caller must then close the connection.
     */
    public boolean end(Fields trailers) {
        if (framing.kind() == Framing.Kind.CHUNKED) {
            flush();
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
