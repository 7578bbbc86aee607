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
 * Finds the user of a device that speaks ActiveSync or Exchange Web Services: in its credentials (RFC 7617), else in the
 * argument {@code User} (facts, section 7.1: rules 2 and 3).
 */
final class DeviceUser {
    private static final String ACTIVE_SYNC = "/Microsoft-Server-ActiveSync";
    private static final String EWS = "/ews/Exchange.asmx";
    private static final String BASIC = "Basic ";
    /** A name of 256 bytes and as much of a password as anybody has. */
    private static final int MAX_CREDENTIALS = 4096;

    private DeviceUser() {}

    static Optional<UserName> of(RequestHead head, NormalPath path) {
        boolean device =
                path.text().startsWith(ACTIVE_SYNC) || path.text().regionMatches(true, 0, EWS, 0, EWS.length());
        if (!device) {
            return Optional.empty();
        }
        String credentials = head.fields().value(FieldName.AUTHORIZATION);
        boolean basic = credentials != null && credentials.regionMatches(true, 0, BASIC, 0, BASIC.length());
        Optional<byte[]> user =
                basic ? basic(credentials) : Query.of(head.target()).value("User");
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

    /** A name as Windows writes it, {@code domain\\user}, is turned round. */
    private static Optional<UserName> name(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int separator = text.indexOf('\\');
        String turned = separator < 0 ? text : text.substring(separator + 1) + '@' + text.substring(0, separator);
        return UserName.of(turned.getBytes(StandardCharsets.ISO_8859_1));
    }
}
