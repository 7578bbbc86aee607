package io.zimbraproxy.proxy.route.lookup;

import java.nio.charset.StandardCharsets;

/** Text in lookup headers: UTF-8, one byte a character, and always printable when it is shown. */
final class HeaderText {
    private static final int MAX_SHOWN = 200;

    private HeaderText() {}

    /** A name as a header value: one character a byte. */
    static String sent(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The bytes of an answer's value. */
    static byte[] received(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A value for a log line: printable and short. */
    static String shown(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length() && i < MAX_SHOWN; i++) {
            char c = value.charAt(i);
            text.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return text.toString();
    }
}
