package io.zimbraproxy.stub.mail;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes that have arrived, taken out by lines or by count. Text is ISO-8859-1: one character a byte. */
public final class InputBuffer {

    /** No honest command line is longer. */
    private static final int MAX_LINE = 64 * 1024;

    private Buffer bytes = Buffer.buffer();
    private int start;

    public void append(Buffer more) {
        if (start > 0) {
            bytes = bytes.getBuffer(start, bytes.length());
            start = 0;
        }
        bytes.appendBuffer(more);
    }

    /** The next line without its end (CRLF or LF), if it is complete. */
    public Optional<String> line() {
        for (int i = start; i < bytes.length(); i++) {
            if (bytes.getByte(i) == '\n') {
                int end = i > start && bytes.getByte(i - 1) == '\r' ? i - 1 : i;
                String line = bytes.getString(start, end, StandardCharsets.ISO_8859_1.name());
                start = i + 1;
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** The next {@code count} bytes, if they are there. */
    public Optional<String> take(int count) {
        if (bytes.length() - start < count) {
            return Optional.empty();
        }
        String taken = bytes.getString(start, start + count, StandardCharsets.ISO_8859_1.name());
        start += count;
        return Optional.of(taken);
    }

    /** Everything not yet taken out. */
    public Buffer rest() {
        Buffer rest = bytes.getBuffer(start, bytes.length());
        start = bytes.length();
        return rest;
    }

    /** Whether more has arrived than a command line may have. */
    public boolean isOverfull() {
        return bytes.length() - start > MAX_LINE;
    }
}
