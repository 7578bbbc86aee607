package io.zimbraproxy.proxy.http.location;

import io.zimbraproxy.proxy.http.message.BadMessage;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The path of a request as a file system would see it: decoded, dot segments resolved, slashes merged; what nginx compares
 * its locations with. An encoded slash counts as a slash. Requests go on with their path as it was sent.
 *
 * @param text begins with a slash; a character for each byte
 */
public record NormalPath(String text) {
    private static final int BAD_REQUEST = 400;

    /**
     * The path of a request target.
     *
     * @throws BadMessage when an escape is none or stands for NUL, or the path climbs above its root
     */
    public static NormalPath of(String target) throws BadMessage {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        boolean plain = path.indexOf('%') < 0 && !path.contains("//") && !path.contains("/.");
        return new NormalPath(plain ? path : normalise(decode(path)));
    }

    private static String decode(String path) throws BadMessage {
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                boolean escape = i + 2 < path.length()
                        && HexFormat.isHexDigit(path.charAt(i + 1))
                        && HexFormat.isHexDigit(path.charAt(i + 2));
                if (!escape) {
                    throw new BadMessage(BAD_REQUEST, "malformed escape in the path");
                }
                c = (char) HexFormat.fromHexDigits(path, i + 1, i + 3);
                i += 2;
            }
            if (c == 0) {
                throw new BadMessage(BAD_REQUEST, "NUL in the path");
            }
            out.append(c);
        }
        return out.toString();
    }

    private static String normalise(String path) throws BadMessage {
        StringBuilder out = new StringBuilder(path.length());
        int at = 0;
        while (at < path.length()) {
            // At a slash.
            int next = path.indexOf('/', at + 1);
            int end = next < 0 ? path.length() : next;
            String segment = withoutParameters(path.substring(at + 1, end));
            if (segment.equals("..")) {
                if (out.length() == 0) {
                    throw new BadMessage(BAD_REQUEST, "the path climbs above its root");
                }
                out.setLength(out.lastIndexOf("/"));
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                out.append(path, at, end);
            }
            boolean last = next < 0;
            if (last && (segment.isEmpty() || segment.equals(".") || segment.equals(".."))) {
                out.append('/');
            }
            at = end;
        }
        return out.toString();
    }

    /** A dot segment with parameters is a dot segment for servlet containers ({@code ..;a=b}). */
    private static String withoutParameters(String segment) {
        int parameters = segment.indexOf(';');
        return parameters > 0 && segment.charAt(0) == '.' ? segment.substring(0, parameters) : segment;
    }

    /** The path in small letters; bytes above ASCII stay. */
    String lowerCase() {
        StringBuilder lower = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                if (lower == null) {
                    lower = new StringBuilder(text);
                }
                lower.setCharAt(i, (char) (c | 0x20));
            }
        }
        return lower == null ? text : lower.toString();
    }

    /** The bytes from {@code start} to {@code end}. */
    public byte[] bytes(int start, int end) {
        return text.substring(start, end).getBytes(StandardCharsets.ISO_8859_1);
    }
}
