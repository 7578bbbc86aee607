package io.zimbraproxy.proxy.route;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How mail logins are written to lookup handlers and into cache keys and values: with blanks and percent signs escaped, as
 * nginx does for its mail lookups (facts, section 2.2, line 4). Web names are written as they are.
 */
public final class MailEscape {
    /** Every byte of the longest name may be escaped. */
    private static final int MAX_WRITTEN = 3 * UserName.MAX_BYTES;

    private MailEscape() {}

    /** A name as somebody else has written it; empty when it cannot be one. */
    public static Optional<String> check(String written) {
        boolean valid = !written.isEmpty() && written.length() <= MAX_WRITTEN && !UserName.holdsControl(written);
        return valid ? Optional.of(written) : Optional.empty();
    }

    /** The same in UTF-8. */
    public static Optional<String> check(byte[] written) {
        try {
            return check(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(written))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** The login as it is written; control characters, which nginx escapes too, are in no name. */
    public static String escape(String login) {
        return login.indexOf(' ') < 0 && login.indexOf('%') < 0
                ? login
                : login.replace("%", "%25").replace(" ", "%20");
    }

    /** The name that a written one stands for; an escape that is none stays as it is. Empty when that is no name. */
    public static Optional<UserName> unescape(String written) {
        if (written.indexOf('%') < 0) {
            return UserName.of(written);
        }
        byte[] in = written.getBytes(StandardCharsets.UTF_8);
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
        return UserName.of(out.toByteArray());
    }
}
