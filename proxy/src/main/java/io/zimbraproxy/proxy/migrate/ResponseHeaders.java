package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts response headers, which Zimbra stores as whole lines such as {@code Name: value}. */
final class ResponseHeaders {
    private static final String ATTRIBUTE = "zimbraReverseProxyResponseHeaders";

    private ResponseHeaders() {}

    static Map<String, String> read(SettingReader settings, Notes notes, String path) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Value value : settings.values(ATTRIBUTE)) {
            int colon = value.text().indexOf(':');
            String name = colon < 0 ? "" : value.text().substring(0, colon).strip();
            if (name.isEmpty()) {
                notes.advise(value, "Not a header in the form Name: value; add it to responseHeaders if you need it.");
            } else if (headers.putIfAbsent(
                            name, value.text().substring(colon + 1).strip())
                    == null) {
                notes.source(path + "." + name, value);
            } else {
                notes.advise(value, "A header of this name exists already; only the first one is converted.");
            }
        }
        return headers;
    }
}
