package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.route.UserName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Finds the user whose data a path names (facts, section 7.1: rules 1 and 4). */
final class PathUser {
    private record Form(List<String> prefix, boolean tilde) {}

    /** The segments before the user; with {@code tilde} a {@code ~} before the name is dropped, and alone means "me". */
    private static final List<Form> FORMS = List.of(
            new Form(List.of("home"), true),
            new Form(List.of("service", "home"), true),
            new Form(List.of("dav"), false),
            new Form(List.of("principals", "users"), false));

    private PathUser() {}

    /** The user in a request target; empty when the path names none, or none that is valid. */
    static Optional<UserName> of(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        List<byte[]> segments = segments(path);
        for (Form form : FORMS) {
            int at = form.prefix().size();
            // A slash behind the user is required: the last segment is what follows it.
            if (segments.size() > at + 1 && matches(form.prefix(), segments)) {
                return user(form, segments.get(at));
            }
        }
        return Optional.empty();
    }

    private static boolean matches(List<String> prefix, List<byte[]> segments) {
        for (int i = 0; i < prefix.size(); i++) {
            if (!prefix.get(i).equals(new String(segments.get(i), StandardCharsets.UTF_8))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<UserName> user(Form form, byte[] segment) {
        boolean tilde = form.tilde() && segment.length > 0 && segment[0] == '~';
        return UserName.of(tilde ? Arrays.copyOfRange(segment, 1, segment.length) : segment);
    }

    /**
     * The path as a file system would see it: decoded, without empty and dot segments. The last segment stays, empty or
     * not. An encoded slash counts as a slash, as nginx has it.
     */
    private static List<byte[]> segments(String path) {
        Deque<byte[]> segments = new ArrayDeque<>();
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        byte[] bytes = decode(path);
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '/') {
                add(segments, segment.toByteArray());
                segment.reset();
            } else {
                segment.write(bytes[i]);
            }
        }
        segments.add(segment.toByteArray());
        return List.copyOf(segments);
    }

    private static void add(Deque<byte[]> segments, byte[] segment) {
        String text = new String(segment, StandardCharsets.ISO_8859_1);
        if (text.equals("..")) {
            segments.pollLast();
        } else if (!text.isEmpty() && !text.equals(".")) {
            segments.add(segment);
        }
    }

    private static byte[] decode(String path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean escape = c == '%'
                    && i + 2 < path.length()
                    && HexFormat.isHexDigit(path.charAt(i + 1))
                    && HexFormat.isHexDigit(path.charAt(i + 2));
            if (escape) {
                out.write(HexFormat.fromHexDigits(path, i + 1, i + 3));
                i += 2;
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }
}
