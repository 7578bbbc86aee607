package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Searches messages, which are bytes: only their syntax is US-ASCII, names and passwords may hold any byte. */
final class Bytes {
    private Bytes() {}

    /** Returns the index of the first {@code wanted} at or after {@code from}; -1 if there is none. */
    static int indexOf(byte[] bytes, byte wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    static boolean startsWith(byte[] bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        return bytes.length >= wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }
}
