package io.zimbraproxy.proxy.http.location;

import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.Fields;
import java.util.Optional;

/** Finds cookies in the Cookie fields of a request. */
public final class CookieText {
    /** The cookie with the auth token of a user. */
    public static final String USER_TOKEN = "ZM_AUTH_TOKEN";

    /** The cookie with the auth token of an administrator. */
    public static final String ADMIN_TOKEN = "ZM_ADMIN_AUTH_TOKEN";

    private CookieText() {}

    /** Returns the value of the first cookie with this name, as received. Names are case-sensitive. */
    public static Optional<String> first(Fields fields, String name) {
        for (int i = fields.first(FieldName.COOKIE); i >= 0; i = fields.next(FieldName.COOKIE, i + 1)) {
            String cookies = fields.value(i);
            int at = 0;
            while (at < cookies.length()) {
                int next = cookies.indexOf(';', at);
                int end = next < 0 ? cookies.length() : next;
                while (at < end && cookies.charAt(at) == ' ') {
                    at++;
                }
                int equals = at + name.length();
                if (equals < end && cookies.charAt(equals) == '=' && cookies.startsWith(name, at)) {
                    return Optional.of(cookies.substring(equals + 1, end).strip());
                }
                at = end + 1;
            }
        }
        return Optional.empty();
    }

    /** Returns true if the request has a user's auth token, so that the client has probably logged in. */
    public static boolean hasUserToken(Fields fields) {
        return first(fields, USER_TOKEN).isPresent();
    }
}
