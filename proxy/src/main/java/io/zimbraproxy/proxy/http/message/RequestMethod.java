package io.zimbraproxy.proxy.http.message;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A request method (RFC 9110 section 9). Every token is a valid method.
 *
 * @param name the name, which is case-sensitive
 * @param safe true if the definition of the method says that a request changes nothing on the server
 */
public record RequestMethod(String name, boolean safe) {
    public static final RequestMethod GET = new RequestMethod("GET", true);
    public static final RequestMethod HEAD = new RequestMethod("HEAD", true);

    private static final Map<String, RequestMethod> KNOWN = new HashMap<>();

    static {
        for (RequestMethod method : new RequestMethod[] {
            GET,
            HEAD,
            new RequestMethod("POST", false),
            new RequestMethod("OPTIONS", true),
            new RequestMethod("PROPFIND", true),
            new RequestMethod("REPORT", true),
            new RequestMethod("SEARCH", true)
        }) {
            KNOWN.put(method.name, method);
        }
    }

    /** Returns true for methods that a reverse proxy rejects. Ignores upper and lower case, because some servers do. */
    boolean isTunnelOrTrace() {
        return name.equalsIgnoreCase("CONNECT") || name.equalsIgnoreCase("TRACE");
    }

    static RequestMethod of(byte[] bytes, int start, int length) {
        if (length == 3 && bytes[start] == 'G' && bytes[start + 1] == 'E' && bytes[start + 2] == 'T') {
            return GET;
        }
        String name = new String(bytes, start, length, StandardCharsets.US_ASCII);
        RequestMethod known = KNOWN.get(name);
        return known == null ? new RequestMethod(name, false) : known;
    }
}
