package io.zimbraproxy.proxy.session.pop3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One command line.
 *
 * @param keyword in capitals; empty when the line has none
 * @param argument everything behind the first blank, blanks included; null when there is no blank. Without NUL
 */
record Pop3Line(String keyword, byte[] argument) {
    private static final int KEYWORD = 4;

    static Pop3Line of(byte[] line) {
        boolean hasArgument = line.length > KEYWORD && line[KEYWORD] == ' ';
        if (line.length < KEYWORD || line.length > KEYWORD && !hasArgument || holdsNul(line)) {
            return new Pop3Line("", null);
        }
        String keyword = new String(line, 0, KEYWORD, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
        return new Pop3Line(keyword, hasArgument ? Arrays.copyOfRange(line, KEYWORD + 1, line.length) : null);
    }

    private static boolean holdsNul(byte[] line) {
        for (byte b : line) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    boolean hasText() {
        return argument != null && argument.length > 0;
    }

    /** True without an argument; a blank behind the keyword is tolerated. */
    boolean bare() {
        return !hasText();
    }
}
