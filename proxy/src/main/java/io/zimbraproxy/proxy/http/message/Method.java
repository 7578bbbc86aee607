package io.zimbraproxy.proxy.http.message;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A request method (RFC 9110 section 9). Any token is one.
 *
 * @param name case-sensitive
 * @param safe whether asking twice changes no more than asking once, by its definition
 */
public record Method(String name, boolean safe) {
    public static final Method GET = new Method("GET", true);
    public static final Method HEAD = new Method("HEAD", true);
    public static final Method POST = new Method("POST", false);

    private static final Map<String, Method> KNOWN = new HashMap<>();

    static {
        for (Method method : new Method[] {
            GET,
            HEAD,
            POST,
            new Method("OPTIONS", true),
            new Method("PROPFIND", true),
            new Method("REPORT", true),
            new Method("SEARCH", true)
        }) {
            KNOWN.put(method.name, method);
        }
    }

    /** True for methods that are none of a reverse proxy's; in any case of letters, as some servers have it. */
    boolean isTunnelOrTrace() {
        return name.equalsIgnoreCase("CONNECT") || name.equalsIgnoreCase("TRACE");
    }

    static Method of(byte[] bytes, int start, int length) {
        if (length == 3 && bytes[start] == 'G' && bytes[start + 1] == 'E' && bytes[start + 2] == 'T') {
            return GET;
        }
        String name = new String(bytes, start, length, StandardCharsets.US_ASCII);
        Method known = KNOWN.get(name);
        return known == null ? new Method(name, false) : known;
    }
}
