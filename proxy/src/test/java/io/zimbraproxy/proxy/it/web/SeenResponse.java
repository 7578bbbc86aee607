package io.zimbraproxy.proxy.it.web;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An answer as a strict client reads it.
 *
 * @param fields as {@code Name: value}
 * @param body of an answer that was cut: what came of it
 */
record SeenResponse(int status, List<String> fields, String body, List<String> trailers, End end) {
    /** How a client knows where an answer ends. */
    enum End {
        /** By its head, or by its last chunk. */
        TOLD,
        /** By the end of the stream, as its length is nowhere said (RFC 9112 section 6.3). */
        CLOSED,
        /** It does not: the connection broke before. */
        CUT
    }

    private static final Pattern LINE = Pattern.compile("HTTP/1\\.[01] [1-5][0-9]{2} .*", Pattern.DOTALL);

    /** The next answer; one to HEAD has no body. */
    static SeenResponse read(StrictReader in, boolean toHead) throws IOException {
        String line = in.line();
        if (!LINE.matcher(line).matches()) {
            throw new StrictReader.Malformed("no status line: \"" + line + "\"");
        }
        int status = Integer.parseInt(line.substring(9, 12));
        List<String> fields = in.fields();
        boolean chunked = StrictReader.chunked(fields);
        long length = StrictReader.length(fields);
        StringBuilder body = new StringBuilder();
        List<String> trailers = List.of();
        End end = End.TOLD;
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
        return new SeenResponse(status, fields, body.toString(), trailers, end);
    }

    private static boolean hasBody(int status, boolean toHead) {
        return !toHead && status >= 200 && status != 204 && status != 304;
    }

    /** The value of a field; those of several of one name are joined. */
    String value(String name) {
        return String.join(", ", StrictReader.values(fields, name));
    }

    boolean has(String name) {
        return !StrictReader.values(fields, name).isEmpty();
    }

    /** True when another request may follow on its connection. */
    boolean keepsConnection() {
        return end == End.TOLD && !value("connection").equalsIgnoreCase("close");
    }
}
