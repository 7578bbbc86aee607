package io.zimbraproxy.proxy.http.location;

import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.Fields;
import java.util.Optional;

/** Cookies of a request, in any of its Cookie fields. */
public final class CookieText {
    /** Of users. */
    public static final String USER_TOKEN = "ZM_AUTH_TOKEN";

    /** Of administrators. */
    public static final String ADMIN_TOKEN = "ZM_ADMIN_AUTH_TOKEN";

    private CookieText() {}

    /** The value of the first cookie of this name, as it was sent. Names are compared with their case. */
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

    /** True when the client has logged in, as far as its cookies tell. */
    public static boolean hasUserToken(Fields fields) {
        return first(fields, USER_TOKEN).isPresent();
    }
}
