package io.zimbraproxy.proxy.http.message;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a message head in bytes that arrive in pieces; looks at each byte once. Lines end with CR LF. A line feed
 * alone is rejected at once, because implementations disagree about its meaning.
 */
public final class HeadFinder {
    private static final int FIRST_LINE_TOO_LONG = 414;
    private static final int TOO_LONG = 431;

    private final int maxBytes;
    private final int maxLines;
    private final int maxEmptyLines;
    private int lines;
    private int line;
    private int scanned;
    private int emptyLines;

    /**
     * Creates a finder for heads of up to {@code maxBytes} bytes and {@code maxFields} fields; larger heads are rejected.
     *
     * @param maxEmptyLines number of empty lines that are skipped before a head
     */
    public HeadFinder(int maxBytes, int maxFields, int maxEmptyLines) {
        this.maxBytes = maxBytes;
        this.maxLines = maxFields + 1;
        this.maxEmptyLines = maxEmptyLines;
    }

    /**
     * Returns the length of the head at the reader index, including its empty line, or 0 if the head is incomplete. Skips empty
     * lines before the head. The buffer must still hold the bytes of the previous call at its reader index.
     *
     * @throws BadMessage if the bytes are not the start of a valid head
     */
    public int find(ByteBuf in) throws BadMessage {
        int start = in.readerIndex();
        int end = in.writerIndex();
        while (true) {
            int feed = in.indexOf(start + scanned, end, (byte) '\n');
            if (feed < 0) {
                checkReturn(in, start + scanned, end);
                scanned = end - start;
                check(scanned);
                return 0;
            }
            if (feed == start + line || in.getByte(feed - 1) != '\r') {
                throw BadMessage.malformed("line feed without carriage return");
            }
            if (in.indexOf(start + line, feed - 1, (byte) '\r') >= 0) {
                throw BadMessage.malformed("carriage return without line feed");
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
                if (++lines > maxLines) {
                    throw new BadMessage(TOO_LONG, "too many header fields");
                }
            }
        }
    }

    /** Rejects a carriage return without a line feed before the line is complete, because the line may never end. */
    private static void checkReturn(ByteBuf in, int from, int end) throws BadMessage {
        int at = in.indexOf(Math.max(in.readerIndex(), from - 1), end, (byte) '\r');
        if (at >= 0 && at < end - 1) {
            throw BadMessage.malformed("carriage return without line feed");
        }
    }

    private void check(int length) throws BadMessage {
        if (length > maxBytes) {
            throw new BadMessage(line == 0 ? FIRST_LINE_TOO_LONG : TOO_LONG, "head too long");
        }
    }

    private void skipEmptyLine(ByteBuf in) throws BadMessage {
        if (++emptyLines > maxEmptyLines) {
            throw BadMessage.malformed("empty lines instead of a head");
        }
        in.skipBytes(2);
        reset();
    }

    private void reset() {
        line = 0;
        lines = 0;
        scanned = 0;
    }
}
