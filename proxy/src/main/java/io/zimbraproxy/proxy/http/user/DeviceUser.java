package io.zimbraproxy.proxy.http.user;

import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.http.location.Query;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.route.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds the user of a device that uses ActiveSync or Exchange Web Services: in its Basic credentials (RFC 7617), else in the query
 * argument {@code User}.
 */
final class DeviceUser {
    private static final String ACTIVE_SYNC = "/Microsoft-Server-ActiveSync";
    private static final String EWS = "/ews/Exchange.asmx";
    private static final String BASIC = "Basic ";
    /** Maximum length of the Authorization field; enough for a name of 256 bytes and a very long password. */
    private static final int MAX_CREDENTIALS = 4096;

    private DeviceUser() {}

    static Optional<UserName> of(RequestHead head, NormalPath path) {
        boolean device =
                path.text().startsWith(ACTIVE_SYNC) || path.text().regionMatches(true, 0, EWS, 0, EWS.length());
        if (!device) {
            return Optional.empty();
        }
        String credentials = head.fields().value(FieldName.AUTHORIZATION);
        Optional<byte[]> user = credentials != null && credentials.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? basic(credentials)
                : Query.of(head.target()).value("User");
        return user.flatMap(DeviceUser::name);
    }

    private static Optional<byte[]> basic(String credentials) {
        if (credentials.length() > MAX_CREDENTIALS) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(credentials.substring(BASIC.length()).strip());
            int end = 0;
            while (end < pair.length && pair[end] != ':') {
                end++;
            }
            return Optional.of(Arrays.copyOf(pair, end));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Parses a user name; the Windows form {@code domain\\user} becomes {@code user@domain}. */
    private static Optional<UserName> name(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int separator = text.indexOf('\\');
        String name = separator < 0 ? text : text.substring(separator + 1) + '@' + text.substring(0, separator);
        return UserName.of(name.getBytes(StandardCharsets.ISO_8859_1));
    }
}
