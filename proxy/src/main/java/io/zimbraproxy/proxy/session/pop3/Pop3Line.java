package io.zimbraproxy.proxy.session.pop3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One command line.
 *
 * @param keyword the keyword in capitals; empty if the line has no valid keyword, or holds a NUL
 * @param argument all bytes after the first blank, more blanks included; null or empty if there are none
 */
record Pop3Line(String keyword, byte @Nullable [] argument) {
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

    /** Returns true if there is no argument; a blank after the keyword is accepted. */
    boolean bare() {
        return argument == null || argument.length == 0;
    }
}
