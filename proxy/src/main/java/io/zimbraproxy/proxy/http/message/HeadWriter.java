package io.zimbraproxy.proxy.http.message;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes the head of an HTTP/1.1 message. */
public final class HeadWriter implements FieldSink {
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATUS = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);
    private static final int END_OF_LINE = '\r' << 8 | '\n';
    private static final int SEPARATOR = ':' << 8 | ' ';

    private final ByteBuf out;

    /** Creates a writer that appends to the buffer, which grows if needed. */
    public HeadWriter(ByteBuf out) {
        this.out = out;
    }

    public ByteBuf out() {
        return out;
    }

    /** Writes the request line. */
    public void request(RequestMethod method, String target) {
        text(method.name());
        out.writeByte(' ');
        text(target);
        out.writeBytes(VERSION);
    }

    /** Writes the status line. */
    public void status(int status, String reason) {
        out.writeBytes(STATUS);
        out.writeByte('0' + status / 100);
        out.writeByte('0' + status / 10 % 10);
        out.writeByte('0' + status % 10);
        out.writeByte(' ');
        text(reason);
        out.writeShort(END_OF_LINE);
    }

    @Override
    public void copy(Fields from, int i) {
        int start = from.nameStart(i);
        out.writeBytes(from.bytes(), start, from.nameEnd(i) - start);
        out.writeShort(SEPARATOR);
        out.writeBytes(from.bytes(), from.valueStart(i), from.valueEnd(i) - from.valueStart(i));
        out.writeShort(END_OF_LINE);
    }

    @Override
    public void add(String name, String value) {
        text(name);
        out.writeShort(SEPARATOR);
        text(value);
        out.writeShort(END_OF_LINE);
    }

    /** Writes the empty line that ends the head. */
    public void end() {
        out.writeShort(END_OF_LINE);
    }

    private void text(String text) {
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    }
}
