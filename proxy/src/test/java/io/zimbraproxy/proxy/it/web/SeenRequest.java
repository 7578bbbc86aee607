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
 * A request as a strict mailbox server reads it.
 *
 * @param line method, target and version
 * @param fields as {@code Name: value}
 * @param trailers the same behind a body in chunks
 */
record SeenRequest(String line, List<String> fields, String body, List<String> trailers) {
    private static final Pattern LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ /[\\x21-\\x7e\\x80-\\xff]* HTTP/1\\.1");

    /** Fields that the proxy may write as it likes; the names of all others are the client's. */
    private static final Set<String> PROXYS_OWN =
            Set.of("host", "connection", "upgrade", "content-length", "transfer-encoding");

    /** Who is told of the head of a request before its body is waited for. */
    interface HeadHandler {
        void read(SeenRequest head) throws IOException;
    }

    /** The next request. */
    static SeenRequest read(StrictReader in, HeadHandler handler) throws IOException {
        String line = in.line();
        if (!LINE.matcher(line).matches()) {
            throw new StrictReader.Malformed("no request line: \"" + line + "\"");
        }
        List<String> fields = in.fields();
        boolean chunked = StrictReader.chunked(fields);
        long length = StrictReader.length(fields);
        int hosts = StrictReader.values(fields, "host").size();
        if (hosts != 1) {
            throw new StrictReader.Malformed(hosts + " Host fields");
        }
        handler.read(new SeenRequest(line, fields, "", List.of()));
        StringBuilder body = new StringBuilder();
        List<String> trailers = List.of();
        if (chunked) {
            trailers = in.chunks(body);
        } else {
            in.take(Math.max(0, length), body);
        }
        return new SeenRequest(line, fields, body.toString(), trailers);
    }

    /** All requests in these bytes. */
    static List<SeenRequest> all(byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        List<SeenRequest> all = new ArrayList<>();
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

    /** The value of a field that there is once. */
    String value(String name) {
        return String.join(" and ", StrictReader.values(fields, name));
    }

    boolean announcesBody() {
        return has("transfer-encoding")
                || has("content-length") && !value("content-length").equals("0");
    }

    /** The first line as a header field can carry it. */
    String printable() {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            printable.append(c > '~' ? "\\x" + Integer.toHexString(c) : String.valueOf(c));
        }
        return printable.toString();
    }

    /** The same with other fields. */
    SeenRequest with(List<String> others) {
        return new SeenRequest(line, others, body, trailers);
    }

    /** What two requests with the same meaning have in common: the order of fields counts for those of one name only. */
    String text() {
        StringBuilder text = new StringBuilder(line).append('\n');
        fields.stream()
                .sorted(Comparator.comparing(StrictReader::name))
                .map(SeenRequest::plain)
                .forEach(field -> text.append(field).append('\n'));
        text.append('\n').append(body);
        trailers.forEach(trailer -> text.append("\ntrailer ").append(trailer));
        return text.toString();
    }

    private static String plain(String field) {
        String name = StrictReader.name(field);
        if (!PROXYS_OWN.contains(name) && !name.startsWith("x-forwarded-")) {
            return field;
        }
        String value = StrictReader.value(field);
        return name + ": "
                + (name.equals("connection") || name.equals("transfer-encoding")
                        ? value.toLowerCase(Locale.ROOT)
                        : value);
    }
}
