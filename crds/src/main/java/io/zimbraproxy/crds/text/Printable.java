package io.zimbraproxy.crds.text;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Makes untrusted text safe for one line of a log or a message. */
public final class Printable {
    private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/\\s]*@");

    private Printable() {}

    /** Replaces each character that could end a line, move the cursor or change the writing direction by {@code ?}. */
    public static String line(String text) {
        return replace(text, Integer.MAX_VALUE, Printable::isSafe);
    }

    /** Does the same as {@link #line(String)}, and replaces all after {@code limit} characters by {@code ...}. */
    public static String line(String text, int limit) {
        return replace(text, limit, Printable::isSafe);
    }

    /** Replaces all but printable US-ASCII by {@code ?}, and all after {@code limit} characters by {@code ...}. */
    public static String ascii(String text, int limit) {
        return replace(text, limit, Printable::isAscii);
    }

    /** Does the same as {@link #ascii(String, int)} with each byte as a character. */
    public static String ascii(byte[] bytes, int limit) {
        return ascii(new String(bytes, StandardCharsets.ISO_8859_1), limit);
    }

    /** Replaces the user and the password in each URL of a text by {@code ***}. */
    public static String withoutCredentials(String text) {
        return USER_IN_URL.matcher(text).replaceAll("***@");
    }

    private static String replace(String text, int limit, IntPredicate allowed) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), limit));
        int at = 0;
        for (int count = 0; at < text.length() && count < limit; count++) {
            int character = text.codePointAt(at);
            out.appendCodePoint(allowed.test(character) ? character : '?');
            at += Character.charCount(character);
        }
        return at < text.length() ? out + "..." : out.toString();
    }

    private static boolean isAscii(int character) {
        return character >= ' ' && character <= '~';
    }

    private static boolean isSafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
