package io.zimbraproxy.proxy.http.client;

import io.netty.handler.codec.http2.Http2Headers;
import io.zimbraproxy.proxy.http.message.BadMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Converts the fields of an HTTP/2 request to an HTTP/1.1 head (RFC 9113 section 8.3), which is then parsed like any other head.
 * The same rules therefore apply to both versions.
 */
final class Http2Head {
    private static final int MALFORMED = 400;

    /** Fields about a connection, which are not allowed in a stream (RFC 9113 section 8.2.2). */
    private static final Set<String> CONNECTION_FIELDS =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings");

    private Http2Head() {}

    /**
     * Returns the head, including its empty line.
     *
     * @throws BadMessage if a field could be read as several ones, or is not allowed
     */
    static byte[] of(Http2Headers headers) throws BadMessage {
        CharSequence authority = headers.authority();
        CharSequence method = headers.method();
        CharSequence path = headers.path();
        if (method == null || path == null && !"CONNECT".contentEquals(method)) {
            throw new BadMessage(MALFORMED, "no method or no path");
        }
        StringBuilder out = new StringBuilder(512);
        text(out, method);
        out.append(' ');
        text(out, path == null ? "/" : path);
        out.append(" HTTP/1.1\r\n");
        if (authority != null) {
            field(out, "host", authority);
        }
        StringBuilder cookies = new StringBuilder();
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            String name = header.getKey().toString();
            if (name.equals("cookie")) {
                // Clients may split cookies for compression; HTTP/1.1 needs one field (RFC 9113 section 8.2.3).
                cookies.append(cookies.isEmpty() ? "" : "; ").append(header.getValue());
            } else if (name.equals("host") && authority != null) {
                if (!authority.toString().contentEquals(header.getValue())) {
                    throw new BadMessage(MALFORMED, "host and :authority differ");
                }
            } else if (!name.startsWith(":")) {
                checkName(name, header.getValue());
                field(out, name, header.getValue());
            }
        }
        if (!cookies.isEmpty()) {
            field(out, "cookie", cookies);
        }
        out.append("\r\n");
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the lines of the trailer fields, including the empty one at the end. */
    static byte[] trailers(Http2Headers headers) throws BadMessage {
        StringBuilder out = new StringBuilder(128);
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            String name = header.getKey().toString();
            checkName(name, header.getValue());
            field(out, name, header.getValue());
        }
        out.append("\r\n");
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void checkName(String name, CharSequence value) throws BadMessage {
        boolean te = name.equals("te") && !"trailers".contentEquals(value);
        if (CONNECTION_FIELDS.contains(name) || te) {
            throw new BadMessage(MALFORMED, "a field about a connection");
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z') {
                throw new BadMessage(MALFORMED, "a field name in capital letters");
            }
        }
    }

    private static void field(StringBuilder out, CharSequence name, CharSequence value) throws BadMessage {
        text(out, name);
        out.append(": ");
        text(out, value);
        out.append("\r\n");
    }

    /** Rejects line ends, which would make several fields of one. */
    private static void text(StringBuilder out, CharSequence text) throws BadMessage {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
                throw new BadMessage(MALFORMED, "control character in a field");
            }
        }
        out.append(text);
    }
}
