package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.crds.spec.Cookies;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rewrites the attributes of the cookies that mailbox servers set (RFC 6265 section 4.1). */
final class CookieRules {
    private final boolean secure;
    private final Map<String, String> domains = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> paths;

    /** Creates the rules of one listener. {@code tls}: whether its clients use TLS. */
    CookieRules(Cookies settings, boolean tls) {
        secure = settings.secure() && tls;
        settings.domains().forEach((from, to) -> domains.put(bare(from), to));
        paths = settings.paths();
    }

    /** Returns true if the rules change no cookie. */
    boolean isEmpty() {
        return !secure && domains.isEmpty() && paths.isEmpty();
    }

    /** Rewrites the value of a Set-Cookie field. */
    String apply(String cookie) {
        String[] parts = cookie.split(";", -1);
        boolean isSecure = false;
        for (int i = 1; i < parts.length; i++) {
            String attribute = parts[i].strip();
            int equals = attribute.indexOf('=');
            String name = (equals < 0 ? attribute : attribute.substring(0, equals))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : attribute.substring(equals + 1).strip();
            switch (name) {
                case "secure" -> isSecure = true;
                case "domain" -> parts[i] = replaced(" Domain=", domains.get(bare(value)), parts[i]);
                case "path" -> parts[i] = replaced(" Path=", paths.get(value), parts[i]);
                default -> {}
            }
        }
        String changed = String.join(";", parts);
        return secure && !isSecure ? changed + "; Secure" : changed;
    }

    /** Removes the leading dot of a domain, which has no meaning (RFC 6265 section 5.2.3). */
    private static String bare(String domain) {
        return domain.startsWith(".") ? domain.substring(1) : domain;
    }

    private static String replaced(String attribute, @Nullable String value, String original) {
        return value == null ? original : attribute + value;
    }
}
