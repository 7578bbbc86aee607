package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Names;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of things in Kubernetes, and of HTTP headers. */
final class NameRules {
    private static final Pattern LABEL = Pattern.compile(Names.LABEL);
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t -~]{0,4096}");
    private static final int MAX_NAME = 253;

    private NameRules() {}

    /** A name of which no path can be made. */
    static void label(Problems at, String name) {
        if (name == null) {
            at.add("is missing", null, "give a name");
        } else if (name.length() > MAX_NAME || !LABEL.matcher(name).matches() || name.contains("..")) {
            at.add("is not a valid name", name, "use lower-case letters, digits, hyphens and dots");
        }
    }

    /** Headers that can be sent as they are. */
    static void headers(Problems at, Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()) {
                at.add("is not a header name", name, "use letters, digits and hyphens");
            }
            if (!HEADER_VALUE.matcher(value).matches()) {
                at.at(name).add("is not a header value", value, "use one line of printable US-ASCII text");
            }
        });
    }
}
