package io.zimbraproxy.crds.validate;

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

    /** {@code path: what is wrong (saw what); what to do}; printable, on one line. */
    @Override
    public String toString() {
        String text = path + ": " + what + (seen == null ? "" : " (saw " + shortened() + ")") + "; " + todo;
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> printable.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return printable.toString();
    }

    private String shortened() {
        return seen.length() <= MAX_SEEN ? seen : seen.substring(0, MAX_SEEN) + "...";
    }
}
