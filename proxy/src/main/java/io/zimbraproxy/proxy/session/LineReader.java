package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;

/**
 * Takes complete lines from a buffer that grows. Each byte is looked at once, however the line comes in; a line that is
 * longer than allowed is found out before it is complete.
 */
public final class LineReader {
    private final int maxBytes;
    private int scanned;

    /** A reader of lines of at most {@code maxBytes} bytes, line end included. */
    public LineReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A line, or why there is none. */
    public enum LineResult {
        LINE,
        NEED_MORE,
        TOO_LONG
    }

    /** Whether a line can be taken now. */
    public LineResult find(ByteBuf in) {
        int readable = in.readableBytes();
        int end = in.indexOf(in.readerIndex() + scanned, in.writerIndex(), (byte) '\n');
        if (end >= 0) {
            scanned = end - in.readerIndex();
            return scanned < maxBytes ? LineResult.LINE : LineResult.TOO_LONG;
        }
        scanned = readable;
        return readable < maxBytes ? LineResult.NEED_MORE : LineResult.TOO_LONG;
    }

    /** Takes the line just found, without its LF or CRLF. */
    public byte[] take(ByteBuf in) {
        int length = scanned;
        scanned = 0;
        if (length > 0 && in.getByte(in.readerIndex() + length - 1) == '\r') {
            byte[] line = new byte[length - 1];
            in.readBytes(line).skipBytes(2);
            return line;
        }
        byte[] line = new byte[length];
        in.readBytes(line).skipBytes(1);
        return line;
    }
}
