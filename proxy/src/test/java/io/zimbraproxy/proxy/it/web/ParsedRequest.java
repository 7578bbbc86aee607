package io.zimbraproxy.proxy.it.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request, parsed strictly by {@link StrictReader}.
 *
 * @param line method, target and version
 * @param fields header fields as {@code Name: value}
 * @param trailers trailer fields in the same form
 */
record ParsedRequest(String line, List<String> fields, String body, List<String> trailers) {
    private static final Pattern LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ /[\\x21-\\x7e\\x80-\\xff]* HTTP/1\\.1");

    /** Fields whose names the proxy may write in any letter case. All others must keep the client's. */
    private static final Set<String> ANY_CASE =
            Set.of("host", "connection", "upgrade", "content-length", "transfer-encoding");

    /** Receives the head of a request before the body is read. */
    interface HeadHandler {
        void read(ParsedRequest head) throws IOException;
    }

    /** Reads the next request. */
    static ParsedRequest read(StrictReader in, HeadHandler handler) throws IOException {
        String line = in.line();
        if (!LINE.matcher(line).matches()) {
            throw new StrictReader.Malformed("invalid request line: \"" + line + "\"");
        }
        List<String> fields = in.fields();
        boolean chunked = StrictReader.chunked(fields);
        long length = StrictReader.length(fields);
        int hosts = StrictReader.values(fields, "host").size();
        if (hosts != 1) {
            throw new StrictReader.Malformed(hosts + " Host fields");
        }
        handler.read(new ParsedRequest(line, fields, "", List.of()));
        StringBuilder body = new StringBuilder();
        List<String> trailers = List.of();
        if (chunked) {
            trailers = in.chunks(body);
        } else {
            in.take(Math.max(0, length), body);
        }
        return new ParsedRequest(line, fields, body.toString(), trailers);
    }

    /** Reads all requests in these bytes. */
    static List<ParsedRequest> all(byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        List<ParsedRequest> all = new ArrayList<>();
        while (in.available() > 0) {
            all.add(read(new StrictReader(in), head -> {}));
        }
        return all;
    }

    String method() {
        return line.substring(0, line.indexOf(' '));
    }

    String target() {
        return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
    }

    boolean has(String name) {
        return !StrictReader.values(fields, name).isEmpty();
    }

    /** Returns the value of a field; several values are joined by {@code and}. */
    String value(String name) {
        return String.join(" and ", StrictReader.values(fields, name));
    }

    boolean announcesBody() {
        return has("transfer-encoding")
                || has("content-length") && !value("content-length").equals("0");
    }

    /** Returns the request line with bytes above 0x7e escaped, for use in a header field. */
    String printable() {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            printable.append(c > '~' ? "\\x" + Integer.toHexString(c) : String.valueOf(c));
        }
        return printable.toString();
    }

    /** Returns a copy with these fields. */
    ParsedRequest withFields(List<String> others) {
        return new ParsedRequest(line, others, body, trailers);
    }

    /**
     * Returns a normalized text, which is equal for requests with the same meaning. The order of fields counts only within a
     * name.
     */
    String normalized() {
        StringBuilder text = new StringBuilder(line).append('\n');
        fields.stream()
                .sorted(Comparator.comparing(StrictReader::name))
                .map(ParsedRequest::normalized)
                .forEach(field -> text.append(field).append('\n'));
        text.append('\n').append(body);
        trailers.forEach(trailer -> text.append("\ntrailer ").append(trailer));
        return text.toString();
    }

    private static String normalized(String field) {
        String name = StrictReader.name(field);
        if (!ANY_CASE.contains(name) && !name.startsWith("x-forwarded-")) {
            return field;
        }
        String value = StrictReader.value(field);
        return name + ": "
                + (name.equals("connection") || name.equals("transfer-encoding")
                        ? value.toLowerCase(Locale.ROOT)
                        : value);
    }
}
