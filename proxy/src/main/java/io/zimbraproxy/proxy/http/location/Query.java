package io.zimbraproxy.proxy.http.location;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The query of a request.
 *
 * @param text without the question mark, as it was sent; empty when there is none
 */
public record Query(String text) {
    /** The query of a request target. */
    public static Query of(String target) {
        int mark = target.indexOf('?');
        return new Query(mark < 0 ? "" : target.substring(mark + 1));
    }

    /** The value of the first argument of this name, as it was sent. Names are compared with their case. */
    public Optional<String> raw(String name) {
        int at = 0;
        while (at < text.length()) {
            int next = text.indexOf('&', at);
            int end = next < 0 ? text.length() : next;
            if (text.startsWith(name, at) && at + name.length() < end && text.charAt(at + name.length()) == '=') {
                return Optional.of(text.substring(at + name.length() + 1, end));
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    /** The same, decoded: bytes for escapes; an escape that is none stays as it is. */
    public Optional<byte[]> value(String name) {
        return raw(name).map(Query::decode);
    }

    /** True when the argument has this value as it was sent. */
    public boolean has(String name, String value) {
        return raw(name).filter(value::equals).isPresent();
    }

    private static byte[] decode(String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escape = c == '%'
                    && i + 2 < value.length()
                    && HexFormat.isHexDigit(value.charAt(i + 1))
                    && HexFormat.isHexDigit(value.charAt(i + 2));
            if (escape) {
                out.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
                i += 2;
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }
}
