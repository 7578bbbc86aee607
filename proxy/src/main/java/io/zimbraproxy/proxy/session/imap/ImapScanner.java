package io.zimbraproxy.proxy.session.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the parts of one complete command from left to right. A malformed part is returned as null. */
final class ImapScanner {
    /** Limit for a tag in bytes, as in Zimbra's nginx; the RFC has none. */
    private static final int MAX_TAG = 32;

    /** Printable characters that a tag must not hold (RFC 3501 section 9: any ASTRING-CHAR except {@code +}). */
    private static final String NOT_IN_TAGS = "(){%*\"\\+";

    private final byte[] bytes;
    private int at;

    ImapScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the tag, which ends at a blank or at the end of the command; null if there is no valid tag. */
    @Nullable
    String tag() {
        int start = at;
        while (at < bytes.length && isTagByte(bytes[at])) {
            at++;
        }
        boolean valid = at > start && at - start <= MAX_TAG && (at == bytes.length || bytes[at] == ' ');
        return valid ? text(start, at) : null;
    }

    private static boolean isTagByte(byte b) {
        return b > ' ' && b < 0x7f && NOT_IN_TAGS.indexOf(b) < 0;
    }

    /**
     * Skips blanks and returns the next word, the name of a command or mechanism, in capitals; empty if there is none.
     */
    String word() {
        blanks();
        int start = at;
        while (at < bytes.length && bytes[at] > ' ' && bytes[at] < 0x7f) {
            at++;
        }
        return text(start, at).toUpperCase(Locale.ROOT);
    }

    /** Skips blanks; returns true if there was one. */
    boolean blanks() {
        int start = at;
        while (at < bytes.length && bytes[at] == ' ') {
            at++;
        }
        return at > start;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    /** Returns the next byte without taking it, or -1 at the end. */
    int peek() {
        return at < bytes.length ? bytes[at] : -1;
    }

    /** Takes the next byte if it is {@code expected}; returns true if so. */
    boolean skip(char expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes all that is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /** Takes an astring: an atom, a quoted string or a literal (RFC 3501 section 9); null if it is malformed. */
    byte @Nullable [] astring() {
        return switch (peek()) {
            case '"' -> quoted();
            case '{' -> literal();
            default -> atom();
        };
    }

    /** Takes a quoted string or a literal; null if it is malformed. */
    byte @Nullable [] string() {
        return switch (peek()) {
            case '"' -> quoted();
            case '{' -> literal();
            default -> null;
        };
    }

    /**
     * Takes all bytes up to the next blank: names and passwords that are sent as atoms may hold bytes that the RFC
     * forbids there.
     */
    private byte @Nullable [] atom() {
        int start = at;
        while (at < bytes.length && isTextByte(bytes[at])) {
            at++;
        }
        return at > start ? Arrays.copyOfRange(bytes, start, at) : null;
    }

    /**
     * Returns true for printable bytes and bytes beyond US-ASCII: clients send such names unquoted, and the mailbox
     * server may know them.
     */
    private static boolean isTextByte(byte b) {
        return b > ' ' && b < 0x7f || b < 0;
    }

    private byte @Nullable [] quoted() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(32);
        at++;
        while (at < bytes.length) {
            byte b = bytes[at++];
            if (b == '"') {
                return text.toByteArray();
            }
            if (b == '\\') {
                if (peek() != '"' && peek() != '\\') {
                    return null;
                }
                b = bytes[at++];
            }
            if (b == 0 || b == '\r' || b == '\n') {
                return null;
            }
            text.write(b);
        }
        return null;
    }

    private byte @Nullable [] literal() {
        int lineEnd = at;
        while (lineEnd < bytes.length && bytes[lineEnd] != '\r') {
            lineEnd++;
        }
        int start = lineEnd + 2;
        // The literal must be announced here, not further on in the line.
        boolean whole = start <= bytes.length && bytes[lineEnd + 1] == '\n' && closes(lineEnd - 1);
        Literal literal = whole ? Literal.atEndOf(Arrays.copyOfRange(bytes, at - 1, lineEnd)) : null;
        if (literal == null || literal.length() > bytes.length - start) {
            return null;
        }
        at = start + literal.length();
        byte[] value = Arrays.copyOfRange(bytes, start, at);
        // A literal may hold any byte except NUL (RFC 3501 section 9, CHAR8).
        return holdsNul(value) ? null : value;
    }

    /** Returns true if the first closing brace from here on is at {@code brace}. */
    private boolean closes(int brace) {
        int first = at;
        while (first < bytes.length && bytes[first] != '}') {
            first++;
        }
        return first == brace;
    }

    private static boolean holdsNul(byte[] value) {
        for (byte b : value) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
