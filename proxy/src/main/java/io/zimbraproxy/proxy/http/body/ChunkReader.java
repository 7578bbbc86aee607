package io.zimbraproxy.proxy.http.body;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.message.Ascii;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Trailers;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of a chunked body that arrives in pieces (RFC 9112 section 7.1). Sizes are plain hexadecimal numbers, and lines
 * end with CR LF. Chunk extensions are skipped.
 */
final class ChunkReader {
    private static final int MAX_SIZE_DIGITS = 16;
    private static final int MAX_EXTENSION = 1024;

    private enum State {
        SIZE,
        EXTENSION,
        SIZE_FEED,
        DATA,
        DATA_RETURN,
        DATA_FEED,
        TRAILER,
        END
    }

    private final int maxTrailerBytes;
    private final int maxTrailers;
    private State state = State.SIZE;
    private int digits;
    private int extension;
    /** True inside a quoted string, where implementations disagree about whether an end of line ends the chunk header. */
    private boolean quoted;

    private boolean escaped;
    private long left;
    private @Nullable ByteArrayOutputStream trailer;
    private boolean afterReturn;
    private Fields trailers = Fields.NONE;

    ChunkReader(int maxTrailerBytes, int maxTrailers) {
        this.maxTrailerBytes = maxTrailerBytes;
        this.maxTrailers = maxTrailers;
    }

    boolean ended() {
        return state == State.END;
    }

    Fields trailers() {
        return trailers;
    }

    /** Reads a part of the data, which the caller releases. Returns null if more bytes are needed, or if the body has ended. */
    @Nullable
    ByteBuf next(ByteBuf in) throws BadMessage {
        while (state != State.END && in.isReadable()) {
            if (state == State.DATA) {
                int length = (int) Math.min(left, in.readableBytes());
                left -= length;
                state = left == 0 ? State.DATA_RETURN : State.DATA;
                return in.readRetainedSlice(length);
            }
            step(in.readByte());
        }
        return null;
    }

    private void step(byte b) throws BadMessage {
        switch (state) {
            case SIZE -> size(b);
            case EXTENSION -> extension(b);
            case SIZE_FEED -> {
                expect(b, '\n');
                digits = 0;
                extension = 0;
                state = left == 0 ? State.TRAILER : State.DATA;
            }
            case DATA_RETURN -> {
                expect(b, '\r');
                state = State.DATA_FEED;
            }
            case DATA_FEED -> {
                expect(b, '\n');
                state = State.SIZE;
            }
            case TRAILER -> trailer(b);
            default -> throw new IllegalStateException(state.name());
        }
    }

    private void size(byte b) throws BadMessage {
        int digit = Ascii.hex(b);
        if (digit >= 0) {
            left = digits == 0 ? digit : left << 4 | digit;
            if (++digits > MAX_SIZE_DIGITS || left < 0) {
                throw BadMessage.malformed("chunk size too large");
            }
        } else if (digits == 0) {
            throw BadMessage.malformed("chunk without a size");
        } else if (b == ';') {
            state = State.EXTENSION;
        } else {
            expect(b, '\r');
            state = State.SIZE_FEED;
        }
    }

    private void extension(byte b) throws BadMessage {
        if (b == '\r' && !quoted) {
            state = State.SIZE_FEED;
        } else if (!Ascii.value(b) || ++extension > MAX_EXTENSION) {
            throw BadMessage.malformed("malformed chunk extension");
        } else if (b == '"' && !escaped) {
            quoted = !quoted;
        }
        escaped = quoted && b == '\\' && !escaped;
    }

    private void trailer(byte b) throws BadMessage {
        if (trailer == null) {
            trailer = new ByteArrayOutputStream(64);
        }
        if (afterReturn && b != '\n') {
            throw BadMessage.malformed("carriage return without line feed");
        }
        afterReturn = b == '\r';
        trailer.write(b);
        if (trailer.size() > maxTrailerBytes) {
            throw BadMessage.malformed("trailers too long");
        }
        if (b != '\n') {
            return;
        }
        byte[] lines = trailer.toByteArray();
        int length = lines.length;
        if (length < 2 || lines[length - 2] != '\r') {
            throw BadMessage.malformed("line feed without carriage return");
        }
        if (length == 2 || lines[length - 3] == '\n') {
            trailers = length == 2 ? Fields.NONE : Trailers.parse(lines, maxTrailers);
            trailer = null;
            state = State.END;
        }
    }

    private static void expect(byte b, char wanted) throws BadMessage {
        if (b != wanted) {
            throw BadMessage.malformed("malformed chunk");
        }
    }
}
