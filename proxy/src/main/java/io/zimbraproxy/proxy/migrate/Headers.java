package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of web answers, which Zimbra keeps as whole lines. */
final class Headers {
    private static final String ATTRIBUTE = "zimbraReverseProxyResponseHeaders";

    private Headers() {}

    static Map<String, String> read(SettingReader settings, Notes notes, String path) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Value value : settings.values(ATTRIBUTE)) {
            int colon = value.text().indexOf(':');
            String name = colon < 0 ? "" : value.text().substring(0, colon).strip();
            if (name.isEmpty()) {
                notes.remark(value, "is no header (Name: value); write it in responseHeaders if it is wanted.");
            } else if (headers.putIfAbsent(
                            name, value.text().substring(colon + 1).strip())
                    == null) {
                notes.from(path + "." + name, value);
            } else {
                notes.remark(value, "is a second header of that name; one is kept.");
            }
        }
        return headers;
    }
}
