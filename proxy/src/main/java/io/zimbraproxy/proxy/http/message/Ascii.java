package io.zimbraproxy.proxy.http.message;

/** Character classes of HTTP messages (RFC 9110 section 5.6.2, RFC 9112). */
public final class Ascii {
    private static final byte TOKEN = 1;
    private static final byte VALUE = 2;
    private static final byte TARGET = 4;

    private static final byte[] CLASSES = new byte[256];

    static {
        for (int c = 0; c < 256; c++) {
            boolean letterOrDigit = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            boolean printable = c > ' ' && c != 0x7f;
            int token = letterOrDigit || c < 0x80 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0 ? TOKEN : 0;
            int value = printable || c == ' ' || c == '\t' ? VALUE : 0;
            int target = printable && c != '#' ? TARGET : 0;
            CLASSES[c] = (byte) (token | value | target);
        }
    }

    private Ascii() {}

    /** Returns true if the character may stand in a method or a field name. */
    static boolean token(byte b) {
        return (CLASSES[b & 0xff] & TOKEN) != 0;
    }

    /** Returns true if the character may stand in a field value: all but control characters. Bytes above ASCII are allowed. */
    public static boolean value(byte b) {
        return (CLASSES[b & 0xff] & VALUE) != 0;
    }

    /** Returns true if the character may stand in a request target: no blank, no control character, no {@code #}. */
    static boolean target(byte b) {
        return (CLASSES[b & 0xff] & TARGET) != 0;
    }

    static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    /** Returns the value of a hexadecimal digit, or a negative number for any other character. */
    public static int hex(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
