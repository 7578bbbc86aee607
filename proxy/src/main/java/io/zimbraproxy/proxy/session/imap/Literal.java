package io.zimbraproxy.proxy.session.imap;

/**
 * The announcement of a literal at the end of a line: <code>{n}</code>, or <code>{n+}</code> when the client does not
 * wait for a go-ahead (RFC 7888).
 *
 * @param length bytes that follow the line
 */
record Literal(int length, boolean synchronizing) {
    /** Nine digits are more than any bound and never overflow. */
    private static final int MAX_DIGITS = 9;

    /** The literal announced at the end of this line, or null when there is none. */
    static Literal atEndOf(byte[] line) {
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
        // Inside a word it is part of that word, not an announcement.
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
