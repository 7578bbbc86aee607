package io.zimbraproxy.proxy.http.user;

import io.zimbraproxy.proxy.route.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a Zimbra auth token, {@code version_hmac_hex(data)} with {@code field=length:value;} in the data. The proxy does not verify the token: it only uses it to choose the mailbox server, which verifies it.
 *
 * @param account the id of the account
 * @param serverVersion the software version of the server that issued the token; null if the token has none
 */
record AuthToken(UserName account, @Nullable String serverVersion) {
    /** Maximum length; real tokens have a few hundred characters. */
    private static final int MAX_CHARS = 4096;

    /** Parses a token; the result is empty if it is malformed or has no valid account id. */
    static Optional<AuthToken> of(String text) {
        int first = text.indexOf('_');
        int second = first < 0 ? -1 : text.indexOf('_', first + 1);
        int third = second < 0 ? -1 : text.indexOf('_', second + 1);
        int end = third < 0 ? text.length() : third;
        int length = end - second - 1;
        if (second < 0 || length == 0 || length % 2 != 0 || text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            return read(HexFormat.of().parseHex(text, second + 1, end));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    private static Optional<AuthToken> read(byte[] data) {
        UserName account = null;
        String version = null;
        int at = 0;
        while (at < data.length) {
            int equals = indexOf(data, '=', at);
            int colon = equals < 0 ? -1 : indexOf(data, ':', equals);
            int length = colon < 0 ? -1 : number(data, equals + 1, colon);
            if (length < 0 || length > data.length - colon - 1) {
                break;
            }
            if (account == null && isNamed(data, at, equals, "id")) {
                account = UserName.of(Arrays.copyOfRange(data, colon + 1, colon + 1 + length))
                        .orElse(null);
                if (account == null) {
                    return Optional.empty();
                }
            } else if (isNamed(data, at, equals, "version")) {
                version = new String(data, colon + 1, length, StandardCharsets.ISO_8859_1);
            }
            // Skips the separator after the value.
            at = colon + 1 + length + 1;
        }
        return account == null ? Optional.empty() : Optional.of(new AuthToken(account, version));
    }

    private static boolean isNamed(byte[] data, int start, int end, String name) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (data[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] data, char wanted, int from) {
        for (int i = from; i < data.length; i++) {
            if (data[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int number(byte[] data, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (data[i] < '0' || data[i] > '9' || value > MAX_CHARS) {
                return -1;
            }
            value = value * 10 + data[i] - '0';
        }
        return to == from ? -1 : value;
    }
}
