package io.zimbraproxy.proxy.http.location;

import io.zimbraproxy.crds.text.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The query of a request target.
 *
 * @param text the query as received, without the question mark; empty if there is none
 */
public record Query(String text) {
    /** Returns the query of a request target. */
    public static Query of(String target) {
        int mark = target.indexOf('?');
        return new Query(mark < 0 ? "" : target.substring(mark + 1));
    }

    /** Returns the value of the first argument with this name, as received. Names are case-sensitive. */
    public Optional<String> raw(String name) {
        int at = 0;
        while (at < text.length()) {
            int next = text.indexOf('&', at);
            int end = next < 0 ? text.length() : next;
            if (text.startsWith(name, at) && at + name.length() < end && text.charAt(at + name.length()) == '=') {
                return Optional.of(text.substring(at + name.length() + 1, end));
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    /** Returns the percent-decoded value of the first argument with this name. Malformed escapes stay as they are. */
    public Optional<byte[]> value(String name) {
        return raw(name).map(value -> PercentEncoding.decode(value.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Returns true if the argument has this value, as received. */
    public boolean has(String name, String value) {
        return raw(name).filter(value::equals).isPresent();
    }
}
