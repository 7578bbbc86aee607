package io.zimbraproxy.proxy.http.message;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a head in bytes that come in pieces; looks at each byte once. Lines end with CR LF: a lone line feed is
 * refused where it stands, as peers disagree about what it means.
 */
public final class HeadFinder {
    /** Empty lines that old clients send behind a body are passed over (RFC 9112 section 2.2). */
    private static final int MAX_EMPTY_LINES = 2;

    private static final int FIRST_LINE_TOO_LONG = 414;
    private static final int TOO_LONG = 431;

    private final int maxBytes;
    private int line;
    private int scanned;
    private int emptyLines;

    /** Heads of up to {@code maxBytes}; longer ones are refused. */
    public HeadFinder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The length of the head at the reader index, its empty line included; 0 when there is more to come. Empty lines before
     * it are skipped. The buffer must hold all bytes of the call before, at its reader index.
     *
     * @throws BadMessage when it cannot be a head
     */
    public int find(ByteBuf in) throws BadMessage {
        int start = in.readerIndex();
        int end = in.writerIndex();
        while (true) {
            int feed = in.indexOf(start + scanned, end, (byte) '\n');
            if (feed < 0) {
                scanned = end - start;
                check(scanned);
                return 0;
            }
            if (feed == start + line || in.getByte(feed - 1) != '\r') {
                throw BadMessage.malformed("line feed without carriage return");
            }
            int length = feed + 1 - start;
            check(length);
            scanned = length;
            if (length - line == 2) {
                if (line > 0) {
                    reset();
                    emptyLines = 0;
                    return length;
                }
                skipEmptyLine(in);
                start = in.readerIndex();
            } else {
                line = length;
            }
        }
    }

    private void check(int length) throws BadMessage {
        if (length > maxBytes) {
            throw new BadMessage(line == 0 ? FIRST_LINE_TOO_LONG : TOO_LONG, "head too long");
        }
    }

    private void skipEmptyLine(ByteBuf in) throws BadMessage {
        if (++emptyLines > MAX_EMPTY_LINES) {
            throw BadMessage.malformed("empty lines instead of a head");
        }
        in.skipBytes(2);
        reset();
    }

    private void reset() {
        line = 0;
        scanned = 0;
    }
}
