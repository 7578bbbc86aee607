package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.route.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads the account id out of a Zimbra auth token, {@code version_hmac_hex(data)} with {@code field=length:value;} in the
 * data (facts, section 7.2). Nothing is verified: the token only chooses the server, which verifies it.
 */
final class AuthToken {
    /** Real tokens are a few hundred characters. */
    private static final int MAX_CHARS = 4096;

    private AuthToken() {}

    /** The id in the token of the first cookie of this name in any Cookie header; empty when there is none, or none that is valid. */
    static Optional<UserName> accountId(String name, Iterable<String> cookieHeaders) {
        for (String header : cookieHeaders) {
            for (String cookie : header.split(";", -1)) {
                String pair = cookie.strip();
                if (pair.startsWith(name) && pair.length() > name.length() && pair.charAt(name.length()) == '=') {
                    return accountId(pair.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** The id in a token. */
    static Optional<UserName> accountId(String token) {
        int first = token.indexOf('_');
        int second = first < 0 ? -1 : token.indexOf('_', first + 1);
        int third = second < 0 ? -1 : token.indexOf('_', second + 1);
        int end = third < 0 ? token.length() : third;
        int length = end - second - 1;
        if (second < 0 || length == 0 || length % 2 != 0 || token.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            return field("id", HexFormat.of().parseHex(token, second + 1, end)).flatMap(UserName::of);
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> field(String wanted, byte[] data) {
        int at = 0;
        while (at < data.length) {
            int equals = indexOf(data, '=', at);
            int colon = equals < 0 ? -1 : indexOf(data, ':', equals);
            int length = colon < 0 ? -1 : number(data, equals + 1, colon);
            if (length < 0 || length > data.length - colon - 1) {
                return Optional.empty();
            }
            if (new String(data, at, equals - at, StandardCharsets.ISO_8859_1).equals(wanted)) {
                return Optional.of(Arrays.copyOfRange(data, colon + 1, colon + 1 + length));
            }
            // The separator behind the value.
            at = colon + 1 + length + 1;
        }
        return Optional.empty();
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
