package io.zimbraproxy.proxy.route;

import io.zimbraproxy.crds.text.PercentEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Encodes mail logins for lookup handlers, cache keys and cache values. Escapes spaces and percent signs, as nginx does for its mail
 * lookups. Names of web users are not encoded.
 */
public final class MailEscape {
    /** An escape has three characters, and every byte of the longest name may be escaped. */
    private static final int MAX_ENCODED = 3 * UserName.MAX_BYTES;

    private MailEscape() {}

    /** Checks an encoded name from a handler or a cache; empty if it is too long or has control characters. */
    public static Optional<String> check(String encoded) {
        boolean valid = !encoded.isEmpty() && encoded.length() <= MAX_ENCODED && !UserName.holdsControl(encoded);
        return valid ? Optional.of(encoded) : Optional.empty();
    }

    /** Does the same for a name in UTF-8. */
    public static Optional<String> check(byte[] encoded) {
        try {
            return check(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Encodes a login. Nginx escapes control characters too, but a {@link UserName} has none. */
    public static String escape(String login) {
        return login.indexOf(' ') < 0 && login.indexOf('%') < 0
                ? login
                : login.replace("%", "%25").replace(" ", "%20");
    }

    /** Decodes an encoded login. Invalid escapes stay as they are. Empty if the result is not a valid name. */
    public static Optional<UserName> unescape(String encoded) {
        return encoded.indexOf('%') < 0
                ? UserName.of(encoded)
                : UserName.of(PercentEncoding.decode(encoded.getBytes(StandardCharsets.UTF_8)));
    }
}
