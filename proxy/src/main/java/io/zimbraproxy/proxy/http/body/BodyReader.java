package io.zimbraproxy.proxy.http.body;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;

/** Takes a body out of the bytes that a peer sends behind a head, without copying it. */
public final class BodyReader {
    private final Framing framing;
    private final ChunkReader chunks;
    private long left;

    /** {@code maxTrailerBytes} and {@code maxTrailers} bound what may come behind the last chunk. */
    public BodyReader(Framing framing, int maxTrailerBytes, int maxTrailers) {
        this.framing = framing;
        left = framing.length();
        chunks = framing.kind() == Framing.Kind.CHUNKED ? new ChunkReader(maxTrailerBytes, maxTrailers) : null;
    }

    /**
     * The next part, for the caller to release; null when there is more to come, or the body has ended.
     *
     * @throws BadMessage when its chunks are malformed
     */
    public ByteBuf next(ByteBuf in) throws BadMessage {
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

    /** True when all of it was read; one that ends with its connection never says so. */
    public boolean ended() {
        return switch (framing.kind()) {
            case NONE -> true;
            case LENGTH -> left == 0;
            case CHUNKED -> chunks.ended();
            case CLOSE, STREAM -> false;
        };
    }

    /** True when only the end of the connection tells its end. */
    public boolean endsWithConnection() {
        return framing.kind() == Framing.Kind.CLOSE;
    }

    /** The fields behind the body, once it has ended. */
    public Fields trailers() {
        return chunks == null ? Fields.NONE : chunks.trailers();
    }
}
