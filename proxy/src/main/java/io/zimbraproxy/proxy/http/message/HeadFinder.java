package io.zimbraproxy.proxy.http.message;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a head in bytes that come in pieces; looks at each byte once. Lines end with CR LF: a lone line feed is
 * refused where it stands, as peers disagree about what it means.
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
     * Finds heads of up to {@code maxBytes} and {@code maxFields}; larger ones are refused.
     *
     * @param maxEmptyLines how many empty lines before a head are passed over
     */
    public HeadFinder(int maxBytes, int maxFields, int maxEmptyLines) {
        this.maxBytes = maxBytes;
        this.maxLines = maxFields + 1;
        this.maxEmptyLines = maxEmptyLines;
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

    /** A carriage return without its line feed would otherwise be noticed when the line ends, if ever. */
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
