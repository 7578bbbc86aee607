package io.zimbraproxy.proxy.http.location;

import io.zimbraproxy.crds.text.PercentEncoding;
import io.zimbraproxy.proxy.http.message.BadMessage;
import java.nio.charset.StandardCharsets;

/**
 * The normalised path of a request: decoded, with dot segments resolved and slashes merged. This is the form that nginx compares with its locations. An encoded slash counts as a slash. The proxy forwards the path as received, not the normalised one.
 *
 * @param text the path, which begins with a slash; one character per byte (ISO 8859-1)
 */
public record NormalPath(String text) {
    private static final int BAD_REQUEST = 400;

    /**
     * Normalises the path of a request target.
     *
     * @throws BadMessage if an escape is malformed or stands for NUL, or if the path climbs above its root
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
                int escaped = PercentEncoding.escapeAt(path, i);
                if (escaped < 0) {
                    throw new BadMessage(BAD_REQUEST, "malformed escape in the path");
                }
                c = (char) escaped;
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
            // Each round starts at the slash before a segment.
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

    /** Removes the parameters of a dot segment ({@code ..;a=b}), because servlet containers ignore them. */
    private static String withoutParameters(String segment) {
        int parameters = segment.indexOf(';');
        return parameters > 0 && segment.charAt(0) == '.' ? segment.substring(0, parameters) : segment;
    }

    /** Returns the path in lower case; bytes above ASCII stay as they are. */
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

    /** Returns the bytes from {@code start} to {@code end}. */
    public byte[] bytes(int start, int end) {
        return text.substring(start, end).getBytes(StandardCharsets.ISO_8859_1);
    }
}
