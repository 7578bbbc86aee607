package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules for headers that the proxy adds to responses. */
final class HeaderRules {
    /** A token (RFC 9110, section 5.6.2). */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

    /** Headers for which an added value would break the connection or confuse its responses. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "date",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HeaderRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        for (int i = 0; i < wanted.domains().size(); i++) {
            headers(
                    spec.at("domains", i).at("responseHeaders"),
                    wanted.domains().get(i).responseHeaders());
        }
        headers(spec.at("http").at("responseHeaders"), wanted.http().responseHeaders());
    }

    private static void headers(Problems at, Map<String, String> headers) {
        headers.keySet().forEach(name -> {
            if (!NAME.matcher(name).matches()) {
                at.add("has an invalid header name", name, "use letters, digits and hyphens");
            } else if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                at.add("has a header that only the proxy may set", name, "remove it");
            }
        });
    }
}
