package io.zimbraproxy.proxy.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A login or account id that is safe to put into a cache key, a header and a log line: valid UTF-8, no control character,
 * 1 to 256 bytes. There is no other way to make one, so nothing unchecked gets there (CVE-2022-27924).
 */
public record UserName(String text) {
    /** Longest login, in bytes (facts, section 4.2). */
    public static final int MAX_BYTES = 256;

    public UserName {
        if (text.isEmpty() || text.length() > MAX_BYTES || holdsControl(text)) {
            throw new IllegalArgumentException("not a valid user name");
        }
    }

    /** The name in these bytes; empty when they are none. */
    public static Optional<UserName> of(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** The name in this text; empty when it is none. */
    public static Optional<UserName> of(String text) {
        boolean valid = !text.isEmpty()
                && text.length() <= MAX_BYTES
                && !holdsControl(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
        return valid ? Optional.of(new UserName(text)) : Optional.empty();
    }

    static boolean holdsControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)
                    || c == '\u2028'
                    || c == '\u2029'
                    || Character.isSurrogate(c) && !paired(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** True when the name tells its domain: an {@code @} anywhere before the last character (facts, section 3.1). */
    public boolean qualified() {
        return qualified(text);
    }

    /** The same of a name as it is written somewhere. */
    public static boolean qualified(String name) {
        int at = name.indexOf('@');
        return at >= 0 && at < name.length() - 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
