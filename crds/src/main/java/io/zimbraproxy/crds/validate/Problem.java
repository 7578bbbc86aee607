package io.zimbraproxy.crds.validate;

import java.util.regex.Pattern;

/**
 * Something that is wrong with a manifest.
 *
 * @param path where, for example {@code spec.listeners[0].port}
 * @param what is wrong
 * @param seen what was found there; null when nothing was
 * @param todo what to do
 */
public record Problem(String path, String what, String seen, String todo) {
    private static final int MAX_SEEN = 120;
    private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/\\s]*@");

    /** {@code path: what is wrong (saw what); what to do}; printable, on one line, without passwords of URLs. */
    @Override
    public String toString() {
        String text = path + ": " + what + (seen == null ? "" : " (saw " + shortened() + ")") + "; " + todo;
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(isPrintable(c) ? c : '?'));
        return printable.toString();
    }

    private String shortened() {
        String text = USER_IN_URL.matcher(seen).replaceAll("***@");
        return text.length() <= MAX_SEEN ? text : text.substring(0, MAX_SEEN) + "...";
    }

    /** False for what could end a line, move the cursor or turn the direction of writing. */
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
