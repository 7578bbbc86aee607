package io.zimbraproxy.operator.status;

import java.util.List;

/**
 * A condition before it gets its times.
 *
 * @param status True, False or Unknown
 * @param reason one word
 * @param message for people
 */
record Verdict(String status, String reason, String message) {
    private static final int MAX_LINES = 20;
    private static final int MAX_MESSAGE = 4000;

    static Verdict yes(String reason, String message) {
        return new Verdict("True", reason, message);
    }

    static Verdict no(String reason, String message) {
        return new Verdict("False", reason, message);
    }

    /** The same with a line for each of many things. */
    static Verdict no(String reason, List<?> things) {
        return no(reason, lines(things));
    }

    static Verdict unknown(String reason, String message) {
        return new Verdict("Unknown", reason, message);
    }

    boolean holds() {
        return status.equals("True");
    }

    /** One line for each, as long as that is read by somebody. */
    static String lines(List<?> things) {
        List<String> first =
                things.stream().limit(MAX_LINES).map(Object::toString).toList();
        String more = things.size() > MAX_LINES ? "\nand " + (things.size() - MAX_LINES) + " more" : "";
        String text = String.join("\n", first);
        return (text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "..." : text) + more;
    }
}
