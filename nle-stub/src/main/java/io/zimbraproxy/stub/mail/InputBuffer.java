package io.zimbraproxy.stub.mail;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Received bytes, read by lines or by count. Text is ISO-8859-1: one character per byte. */
public final class InputBuffer {

    /** Longer than the command lines of real clients. */
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

    /** Reads the next line, without its end (CRLF or LF); empty if it is incomplete. */
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

    /** Reads {@code count} bytes; empty if fewer have arrived. */
    public Optional<String> take(int count) {
        if (bytes.length() - start < count) {
            return Optional.empty();
        }
        String taken = bytes.getString(start, start + count, StandardCharsets.ISO_8859_1.name());
        start += count;
        return Optional.of(taken);
    }

    /** Reads all remaining bytes. */
    public Buffer rest() {
        Buffer rest = bytes.getBuffer(start, bytes.length());
        start = bytes.length();
        return rest;
    }

    /** Returns whether the unread bytes exceed the limit of a command line. */
    public boolean isOverfull() {
        return bytes.length() - start > MAX_LINE;
    }
}
