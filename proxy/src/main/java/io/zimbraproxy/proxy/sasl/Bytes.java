package io.zimbraproxy.proxy.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks into messages: they are bytes, of which only the frame is US-ASCII. */
final class Bytes {
    private Bytes() {}

    /** Where this byte is, at {@code from} or behind it; -1 when it is not. */
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

    static boolean holdsControl(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' || b == 0x7f) {
                return true;
            }
        }
        return false;
    }
}
