package io.zimbraproxy.proxy.http.rewrite;

import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.Fields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The field names in a message's Connection fields; such fields are not forwarded (RFC 9110 section 7.6.1).
 *
 * @param names the names in lower case
 */
record ConnectionOptions(List<String> names) {
    private static final ConnectionOptions NONE = new ConnectionOptions(List.of());
    private static final Set<String> USUAL = Set.of("close", "keep-alive", "upgrade", "");

    /** Fields that a Connection field cannot remove, because they route, authenticate or describe the message. */
    private static final Set<FieldName> KEPT = EnumSet.of(
            FieldName.HOST,
            FieldName.COOKIE,
            FieldName.SET_COOKIE,
            FieldName.AUTHORIZATION,
            FieldName.CONTENT_TYPE,
            FieldName.CONTENT_ENCODING,
            FieldName.X_FORWARDED_FOR,
            FieldName.X_FORWARDED_PROTO,
            FieldName.X_FORWARDED_HOST,
            FieldName.X_FORWARDED_PORT);

    static ConnectionOptions of(Fields fields) {
        if (!fields.has(FieldName.CONNECTION)) {
            return NONE;
        }
        List<String> names = new ArrayList<>();
        for (String value : fields.values(FieldName.CONNECTION)) {
            for (String element : value.split(",", -1)) {
                String name = element.strip().toLowerCase(Locale.ROOT);
                if (!USUAL.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names.isEmpty() ? NONE : new ConnectionOptions(names);
    }

    /** Returns true if the field at an index is not forwarded. */
    boolean remove(Fields fields, int i) {
        FieldName name = fields.name(i);
        if (name.hopByHop() || name.framing()) {
            return true;
        }
        if (names.isEmpty() || KEPT.contains(name)) {
            return false;
        }
        for (String named : names) {
            if (fields.isNamed(i, named)) {
                return true;
            }
        }
        return false;
    }
}
