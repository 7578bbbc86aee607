package io.zimbraproxy.proxy.route.lookup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text in lookup headers: percent-escaped where it has to be, and always printable when it comes back. */
final class HeaderText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int MAX_SHOWN = 200;

    private HeaderText() {}

    /**
     * A mail login as a header value: blank, percent sign and control characters escaped, as nginx does for its mail
     * lookups; bytes beyond US-ASCII go as they are, one character a byte.
     */
    static String escape(String login) {
        StringBuilder text = new StringBuilder(login.length() + 8);
        for (byte b : login.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0 && b <= ' ' || b == '%' || b == 0x7f) {
                text.append('%').append(HEX.toHexDigits(b));
            } else {
                text.append((char) (b & 0xff));
            }
        }
        return text.toString();
    }

    /** A name as a header value, unescaped: one character a byte. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The bytes of an answer's value with its escapes resolved; one that is no escape stays as it is. */
    static byte[] unescape(String value) {
        byte[] in = value.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            boolean escape = in[i] == '%'
                    && i + 2 < in.length
                    && HexFormat.isHexDigit(in[i + 1])
                    && HexFormat.isHexDigit(in[i + 2]);
            if (escape) {
                out.write(HexFormat.fromHexDigit(in[i + 1]) << 4 | HexFormat.fromHexDigit(in[i + 2]));
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toByteArray();
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
