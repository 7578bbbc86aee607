package io.zimbraproxy.proxy.sasl;

import java.util.Arrays;

/**
 * Checks the key/value pairs in the message of a bearer token: {@code ^A key=value ^A ... ^A ^A} (RFC 7628 section
 * 3.1).
 */
final class KeyValues {
    /** Control-A. */
    static final byte SEPARATOR = 1;

    private KeyValues() {}

    /** Returns true if the pairs are complete, hold a token, and hold only the characters that RFC 7628 allows. */
    static boolean valid(byte[] pairs) {
        int length = pairs.length;
        boolean framed = length > 2 && pairs[length - 1] == SEPARATOR && pairs[length - 2] == SEPARATOR;
        if (!framed || !hasToken(pairs)) {
            return false;
        }
        for (byte b : pairs) {
            // Printable US-ASCII and white space (RFC 7628 section 3.1).
            if (b != SEPARATOR && b != '\t' && b != '\r' && b != '\n' && (b < ' ' || b == 0x7f)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasToken(byte[] pairs) {
        int at = 0;
        while (at >= 0 && at + 1 < pairs.length) {
            byte[] pair = Arrays.copyOfRange(pairs, at + 1, pairs.length);
            if (Bytes.startsWith(pair, "auth=")) {
                return true;
            }
            at = Bytes.indexOf(pairs, SEPARATOR, at + 1);
        }
        return false;
    }
}
