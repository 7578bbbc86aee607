package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;

/**
 * Takes complete lines from a buffer that grows. Each byte is examined once, however many segments a line comes in. A
 * line that is longer than allowed is detected before it is complete.
 */
public final class LineReader {
    private final int maxBytes;
    private int scanned;

    /** Creates a reader for lines of at most {@code maxBytes} bytes, line end included. */
    public LineReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Tells whether a line can be taken. */
    public enum LineResult {
        LINE,
        NEED_MORE,
        TOO_LONG
    }

    /** Searches the next line end. */
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

    /** Takes the line that {@link #find} has found, without its LF or CRLF. */
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
