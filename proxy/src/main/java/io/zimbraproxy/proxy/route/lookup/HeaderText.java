package io.zimbraproxy.proxy.route.lookup;

import io.zimbraproxy.crds.text.Printable;
import java.nio.charset.StandardCharsets;

/** Text in lookup headers: UTF-8, which the HTTP client sends and receives as one byte per character. */
final class HeaderText {
    private static final int MAX_PRINTABLE = 197;

    private HeaderText() {}

    /** Converts a text to a header value with one character per byte of UTF-8. */
    static String encode(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Returns the bytes of a header value. */
    static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns a value for log lines: printable US-ASCII, at most 200 characters. */
    static String printable(String value) {
        return Printable.ascii(value, MAX_PRINTABLE);
    }
}
