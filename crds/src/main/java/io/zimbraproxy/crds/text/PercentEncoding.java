package io.zimbraproxy.crds.text;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Percent-encoded bytes such as {@code %2F} (RFC 3986, section 2.1). */
public final class PercentEncoding {
    private static final int ESCAPE_LENGTH = 3;

    private PercentEncoding() {}

    /** Replaces each escape by its byte. A percent sign without two hexadecimal digits after it stays as it is. */
    public static byte[] decode(byte[] encoded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%'
                    && i + ESCAPE_LENGTH <= encoded.length
                    && HexFormat.isHexDigit(encoded[i + 1])
                    && HexFormat.isHexDigit(encoded[i + 2])) {
                out.write(HexFormat.fromHexDigit(encoded[i + 1]) << 4 | HexFormat.fromHexDigit(encoded[i + 2]));
                i += ESCAPE_LENGTH - 1;
            } else {
                out.write(encoded[i]);
            }
        }
        return out.toByteArray();
    }

    /** Returns the byte (0 to 255) that the three characters at {@code index} stand for, or -1 if they are no escape. */
    public static int escapeAt(CharSequence text, int index) {
        boolean escape = index + ESCAPE_LENGTH <= text.length()
                && text.charAt(index) == '%'
                && HexFormat.isHexDigit(text.charAt(index + 1))
                && HexFormat.isHexDigit(text.charAt(index + 2));
        return escape ? HexFormat.fromHexDigits(text, index + 1, index + ESCAPE_LENGTH) : -1;
    }
}
