package io.zimbraproxy.proxy.it.web;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A response, parsed strictly by {@link StrictReader}.
 *
 * @param fields header fields as {@code Name: value}
 * @param body the body, or the received part of it if {@code end} is {@code CUT}
 */
record ParsedResponse(int status, List<String> fields, String body, List<String> trailers, End end) {
    /** Ways in which a response ends. */
    enum End {
        /** By its head, or by its last chunk. */
        REGULAR,
        /** By the end of the stream, because the response has no length (RFC 9112 section 6.3). */
        CLOSED,
        /** The connection broke before the end. */
        CUT
    }

    private static final Pattern LINE = Pattern.compile("HTTP/1\\.[01] [1-5][0-9]{2} .*", Pattern.DOTALL);

    /** Reads the next response. A response to HEAD has no body. */
    static ParsedResponse read(StrictReader in, boolean toHead) throws IOException {
        String line = in.line();
        if (!LINE.matcher(line).matches()) {
            throw new StrictReader.Malformed("invalid status line: \"" + line + "\"");
        }
        int status = Integer.parseInt(line.substring(9, 12));
        List<String> fields = in.fields();
        boolean chunked = StrictReader.chunked(fields);
        long length = StrictReader.length(fields);
        StringBuilder body = new StringBuilder();
        List<String> trailers = List.of();
        End end = End.REGULAR;
        try {
            if (chunked && hasBody(status, toHead)) {
                trailers = in.chunks(body);
            } else if (hasBody(status, toHead)) {
                in.take(length < 0 ? Long.MAX_VALUE : length, body);
            }
        } catch (EOFException ended) {
            end = chunked || length >= 0 ? End.CUT : End.CLOSED;
        } catch (SocketException reset) {
            end = End.CUT;
        }
        return new ParsedResponse(status, fields, body.toString(), trailers, end);
    }

    private static boolean hasBody(int status, boolean toHead) {
        return !toHead && status >= 200 && status != 204 && status != 304;
    }

    /** Returns the value of a field; several values are joined by commas. */
    String value(String name) {
        return String.join(", ", StrictReader.values(fields, name));
    }

    boolean has(String name) {
        return !StrictReader.values(fields, name).isEmpty();
    }

    /** Returns true if another request may follow on the connection. */
    boolean keepsConnection() {
        return end == End.REGULAR && !value("connection").equalsIgnoreCase("close");
    }
}
