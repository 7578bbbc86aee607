package io.zimbraproxy.proxy.session.imap;

import org.jspecify.annotations.Nullable;

/**
 * The announcement of a literal at the end of a line: <code>{n}</code>, or <code>{n+}</code> if the client does not
 * wait for a continuation request (RFC 7888).
 *
 * @param length number of bytes that follow the line
 * @param synchronizing whether the client waits for a continuation request
 */
record Literal(int length, boolean synchronizing) {
    /** Numbers of nine digits are above any limit, and do not overflow. */
    private static final int MAX_DIGITS = 9;

    /** Returns the literal that is announced at the end of a line, or null if there is none. */
    static @Nullable Literal atEndOf(byte[] line) {
        int at = line.length - 1;
        if (at < 2 || line[at] != '}') {
            return null;
        }
        at--;
        boolean synchronizing = line[at] != '+';
        if (!synchronizing) {
            at--;
        }
        int lastDigit = at;
        while (at >= 0 && line[at] >= '0' && line[at] <= '9') {
            at--;
        }
        int digits = lastDigit - at;
        // Inside a word, braces belong to the word.
        if (digits == 0 || at < 1 || line[at] != '{' || line[at - 1] != ' ' && line[at - 1] != '(') {
            return null;
        }
        if (digits > MAX_DIGITS) {
            return new Literal(Integer.MAX_VALUE, synchronizing);
        }
        int length = 0;
        for (int i = at + 1; i <= lastDigit; i++) {
            length = length * 10 + line[i] - '0';
        }
        return new Literal(length, synchronizing);
    }
}
