package io.zimbraproxy.proxy.it.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads HTTP messages exactly as RFC 9112 defines them, one character for each byte. */
final class StrictReader {
    private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,15}");

    private final InputStream in;
    private final ByteArrayOutputStream consumed = new ByteArrayOutputStream();

    /** The data is not an HTTP message, or an ambiguous one. */
    static final class Malformed extends IOException {
        Malformed(String what) {
            super(what);
        }
    }

    StrictReader(InputStream in) {
        this.in = in;
    }

    /** Returns all data that was read so far. */
    String consumed() {
        return consumed.toString(StandardCharsets.ISO_8859_1);
    }

    private int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the stream has ended");
        }
        consumed.write(b);
        return b;
    }

    /** Reads the next line; returns it without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = read(); b != '\r'; b = read()) {
            if (b < ' ' && b != '\t' || b == 0x7f) {
                throw new Malformed("byte " + b + " in the line \"" + line + "\"");
            }
            line.append((char) b);
        }
        if (read() != '\n') {
            throw new Malformed("CR without LF after \"" + line + "\"");
        }
        return line.toString();
    }

    /** Reads header or trailer fields up to the empty line. Removes spaces around the values. */
    List<String> fields() throws IOException {
        List<String> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (!FIELD.matcher(line).matches()) {
                throw new Malformed("invalid field: \"" + line + "\"");
            }
            int colon = line.indexOf(':');
            fields.add(
                    line.substring(0, colon) + ": " + line.substring(colon + 1).strip());
        }
        return fields;
    }

    static String name(String field) {
        return field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    static String value(String field) {
        return field.substring(field.indexOf(':') + 2);
    }

    /** Returns the values of all fields of this name, in order. */
    static List<String> values(List<String> fields, String name) {
        return fields.stream()
                .filter(field -> name(field).equals(name))
                .map(StrictReader::value)
                .toList();
    }

    /** Returns true for a chunked message. Rejects other codings, and a length in addition, which would be ambiguous. */
    static boolean chunked(List<String> fields) throws Malformed {
        List<String> codings = values(fields, "transfer-encoding");
        if (codings.isEmpty()) {
            return false;
        }
        if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new Malformed("Transfer-Encoding " + codings);
        }
        if (!values(fields, "content-length").isEmpty()) {
            throw new Malformed("Transfer-Encoding and Content-Length");
        }
        return true;
    }

    /** Returns the Content-Length, or -1. */
    static long length(List<String> fields) throws Malformed {
        List<String> lengths = values(fields, "content-length");
        if (lengths.isEmpty()) {
            return -1;
        }
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw new Malformed("Content-Length " + lengths);
        }
        return Long.parseLong(lengths.get(0));
    }

    /** Reads {@code count} bytes and appends each to the body. */
    void take(long count, StringBuilder body) throws IOException {
        for (long i = 0; i < count; i++) {
            body.append((char) read());
        }
    }

    /** Reads all chunks and appends them to the body. Returns the trailers. */
    List<String> chunks(StringBuilder body) throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            take(size, body);
            String rest = line();
            if (!rest.isEmpty()) {
                throw new Malformed("\"" + rest + "\" after a chunk");
            }
        }
        return fields();
    }

    private long chunkSize() throws IOException {
        String size = line();
        if (!CHUNK_SIZE.matcher(size).matches()) {
            throw new Malformed("chunk size \"" + size + "\"");
        }
        return Long.parseLong(size, 16);
    }
}
