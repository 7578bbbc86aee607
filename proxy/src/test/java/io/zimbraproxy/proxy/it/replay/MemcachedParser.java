package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.RawText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits memcached's text protocol into commands and replies. */
public final class MemcachedParser {
    private MemcachedParser() {}

    private interface Part {
        String next(InputStream in) throws IOException;
    }

    /** Reads the next command, with its value. Returns null at the end of the stream. */
    static String command(InputStream in) throws IOException {
        String line = RawText.line(in);
        return line == null || !line.matches("(?s)(add|append|set) .*") ? line : line + value(in, line);
    }

    private static String reply(InputStream in) throws IOException {
        String line = RawText.line(in);
        return line == null || !line.startsWith("VALUE ") ? line : line + value(in, line) + reply(in);
    }

    /** Reads a value. Its length is the last word of the line. */
    private static String value(InputStream in, String line) throws IOException {
        int length = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1).strip());
        return RawText.bytes(in, length + 2);
    }

    public static List<String> commands(String text) throws IOException {
        return all(text, MemcachedParser::command);
    }

    static List<String> replies(String text) throws IOException {
        return all(text, MemcachedParser::reply);
    }

    private static List<String> all(String text, Part part) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        List<String> parts = new ArrayList<>();
        for (String next = part.next(in); next != null; next = part.next(in)) {
            parts.add(next);
        }
        return parts;
    }
}
