package io.zimbraproxy.proxy.http.body;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import org.jspecify.annotations.Nullable;

/** Reads one body from the bytes that follow a head, without copying it. */
public final class BodyReader {
    /** The reader of a message without a body; it has no state. */
    public static final BodyReader NONE = new BodyReader(Framing.NONE, 0, 0);

    private final Framing framing;
    private final @Nullable ChunkReader chunks;
    private long left;

    /** Creates a reader that rejects a trailer of more than {@code maxTrailerBytes} bytes or {@code maxTrailers} fields. */
    public BodyReader(Framing framing, int maxTrailerBytes, int maxTrailers) {
        this.framing = framing;
        left = framing.length();
        chunks = framing.kind() == Framing.Kind.CHUNKED ? new ChunkReader(maxTrailerBytes, maxTrailers) : null;
    }

    /**
     * Reads the next part, which the caller releases. Returns null if more bytes are needed, or if the body has ended.
     *
     * @throws BadMessage if the chunks are malformed
     */
    public @Nullable ByteBuf next(ByteBuf in) throws BadMessage {
        if (chunks != null) {
            return chunks.next(in);
        }
        if (ended() || !in.isReadable()) {
            return null;
        }
        if (framing.kind() == Framing.Kind.CLOSE) {
            return in.readRetainedSlice(in.readableBytes());
        }
        int length = (int) Math.min(left, in.readableBytes());
        left -= length;
        return in.readRetainedSlice(length);
    }

    /** Returns true if the whole body was read. Always false for a body that ends with its connection or its stream. */
    public boolean ended() {
        if (chunks != null) {
            return chunks.ended();
        }
        return switch (framing.kind()) {
            case NONE -> true;
            case LENGTH -> left == 0;
            case CHUNKED, CLOSE, STREAM -> false;
        };
    }

    /** Returns true if the end of the connection is the end of the body. */
    public boolean endsWithConnection() {
        return framing.kind() == Framing.Kind.CLOSE;
    }

    /** Returns the trailer fields; empty before the body has ended. */
    public Fields trailers() {
        return chunks == null ? Fields.NONE : chunks.trailers();
    }
}
