package io.zimbraproxy.proxy.http.user;

import io.zimbraproxy.proxy.route.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a Zimbra auth token says, {@code version_hmac_hex(data)} with {@code field=length:value;} in the data (facts, section
 * 7.2). Nothing is verified: the token only chooses the server, which verifies it.
 *
 * @param account id of the account
 * @param serverVersion of the server that made it; null when it does not say
 */
record AuthToken(UserName account, String serverVersion) {
    /** Real tokens are a few hundred characters. */
    private static final int MAX_CHARS = 4096;

    /** The token in this text; empty when it is none, or has no valid id. */
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
            // The separator behind the value.
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
