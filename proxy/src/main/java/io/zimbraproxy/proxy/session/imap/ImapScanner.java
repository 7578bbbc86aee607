package io.zimbraproxy.proxy.session.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads the parts of one collected command from left to right. A part that is not well formed comes back as null. */
final class ImapScanner {
    /** Zimbra's bound (facts, section 4.2); the RFC has none. */
    private static final int MAX_TAG = 32;

    /** RFC 3501 section 9: any ASTRING-CHAR but {@code +}. */
    private static final String NOT_IN_TAGS = "(){%*\"\\+";

    private final byte[] bytes;
    private int at;

    ImapScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The tag, followed by a blank or the end of the command; null when there is no valid one. */
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

    /** The next word in capitals after any blanks: a command or mechanism name; empty when there is none. */
    String word() {
        blanks();
        int start = at;
        while (at < bytes.length && bytes[at] > ' ' && bytes[at] < 0x7f) {
            at++;
        }
        return text(start, at).toUpperCase(Locale.ROOT);
    }

    /** Skips blanks and says whether there was one. */
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

    /** The byte that comes next, or -1 at the end. */
    int peek() {
        return at < bytes.length ? bytes[at] : -1;
    }

    /** Takes the next byte if it is this one. */
    boolean skip(char expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Everything that is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /** An astring: atom, quoted string or literal (RFC 3501 section 9); null when it is none of them. */
    byte[] astring() {
        return switch (peek()) {
            case '"' -> quoted();
            case '{' -> literal();
            default -> atom();
        };
    }

    /** A string: quoted or literal; null when it is neither. */
    byte[] string() {
        return switch (peek()) {
            case '"' -> quoted();
            case '{' -> literal();
            default -> null;
        };
    }

    /** Anything up to the next blank: a name or password typed as an atom may hold what the RFC forbids in one. */
    private byte[] atom() {
        int start = at;
        while (at < bytes.length && isTextByte(bytes[at])) {
            at++;
        }
        return at > start ? Arrays.copyOfRange(bytes, start, at) : null;
    }

    /** Printable, or beyond US-ASCII: clients send such names unquoted, and the mailbox may know them. */
    private static boolean isTextByte(byte b) {
        return b > ' ' && b < 0x7f || b < 0;
    }

    private byte[] quoted() {
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

    private byte[] literal() {
        int lineEnd = at;
        while (lineEnd < bytes.length && bytes[lineEnd] != '\r') {
            lineEnd++;
        }
        int start = lineEnd + 2;
        // The one announced here, not another one further on in the line.
        boolean whole = start <= bytes.length && bytes[lineEnd + 1] == '\n' && closes(lineEnd - 1);
        Literal literal = whole ? Literal.atEndOf(Arrays.copyOfRange(bytes, at - 1, lineEnd)) : null;
        if (literal == null || literal.length() > bytes.length - start) {
            return null;
        }
        at = start + literal.length();
        byte[] value = Arrays.copyOfRange(bytes, start, at);
        // RFC 3501 section 9: CHAR8 is any byte but NUL.
        return holdsNul(value) ? null : value;
    }

    /** True when the first closing brace from here on is there. */
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
