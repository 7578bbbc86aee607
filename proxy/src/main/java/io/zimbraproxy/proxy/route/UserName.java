package io.zimbraproxy.proxy.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A login or account id that is safe in cache keys, headers and log lines: valid UTF-8 without control characters, 1 to 256 bytes. All
 * names are checked when they are created, so no unchecked name reaches a cache (CVE-2022-27924).
 */
public record UserName(String text) {
    /** Length of the longest login, in bytes, as in Zimbra's nginx. */
    public static final int MAX_BYTES = 256;

    public UserName {
        if (text.isEmpty() || text.length() > MAX_BYTES || holdsControl(text)) {
            throw new IllegalArgumentException("not a valid user name");
        }
    }

    /** Reads a name; empty if the bytes are not a valid name. */
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

    /** Reads a name; empty if the text is not a valid name. */
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

    /** Returns whether the name has a domain: an {@code @} anywhere before the last character, as in Zimbra's nginx. */
    public boolean qualified() {
        return qualified(text);
    }

    /** Does the same for an encoded name. */
    public static boolean qualified(String name) {
        int at = name.indexOf('@');
        return at >= 0 && at < name.length() - 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
