package io.zimbraproxy.proxy.http.message;

import java.util.EnumSet;
import java.util.Set;

/** Trailer fields, which follow a body (RFC 9110 section 6.5). */
public final class Trailers {
    /** Fields that route, authenticate or describe a message, which must stand in its head (RFC 9110 section 6.5.1). */
    private static final Set<FieldName> FORBIDDEN = EnumSet.of(
            FieldName.HOST,
            FieldName.AUTHORIZATION,
            FieldName.COOKIE,
            FieldName.SET_COOKIE,
            FieldName.CONTENT_TYPE,
            FieldName.CONTENT_ENCODING,
            FieldName.CONTENT_RANGE,
            FieldName.CACHE_CONTROL,
            FieldName.EXPECT,
            FieldName.MAX_FORWARDS,
            FieldName.PRAGMA,
            FieldName.RANGE,
            FieldName.AGE,
            FieldName.LOCATION,
            FieldName.WWW_AUTHENTICATE,
            FieldName.FORWARDED,
            FieldName.X_FORWARDED_FOR,
            FieldName.X_FORWARDED_HOST,
            FieldName.X_FORWARDED_PORT,
            FieldName.X_FORWARDED_PROTO);

    private Trailers() {}

    /**
     * Parses complete lines, including the empty one at the end.
     *
     * @throws BadMessage if a field is malformed or not allowed in a trailer, or if there are more than {@code max} fields
     */
    public static Fields parse(byte[] lines, int max) throws BadMessage {
        Fields trailers = FieldParser.parse(lines, 0, lines.length - 2, Integer.MAX_VALUE);
        if (trailers.count() > max) {
            throw BadMessage.malformed("too many trailers");
        }
        for (int i = 0; i < trailers.count(); i++) {
            if (!allowed(trailers.name(i))) {
                throw BadMessage.malformed("a field that must not be a trailer");
            }
        }
        return trailers;
    }

    /** Returns true if the field may stand in a trailer. */
    public static boolean allowed(FieldName name) {
        return !name.framing() && !name.hopByHop() && !FORBIDDEN.contains(name);
    }
}
