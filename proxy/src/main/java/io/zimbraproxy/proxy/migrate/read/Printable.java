package io.zimbraproxy.proxy.migrate.read;

import java.util.regex.Pattern;

/** Text from elsewhere, made fit for one line of a comment or a message. */
public final class Printable {
    private static final int LONGEST = 160;
    private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/\\s]*@");

    private Printable() {}

    /** One line of at most 160 characters: no control characters, no password of a URL. */
    public static String line(String text) {
        String safe = USER_IN_URL.matcher(text).replaceAll("***@");
        StringBuilder line = new StringBuilder();
        safe.codePoints()
                .limit(LONGEST)
                .forEach(character -> line.appendCodePoint(isPrintable(character) ? character : '?'));
        return safe.codePointCount(0, safe.length()) > LONGEST ? line + "..." : line.toString();
    }

    /** False for what could end a line, move the cursor or turn the direction of writing. */
    private static boolean isPrintable(int character) {
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
