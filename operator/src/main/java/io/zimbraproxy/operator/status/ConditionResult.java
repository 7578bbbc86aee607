package io.zimbraproxy.operator.status;

import java.util.List;

/**
 * Result of the rules for one condition, without its times.
 *
 * @param message for administrators
 */
record ConditionResult(ConditionStatus status, ConditionReason reason, String message) {
    private static final int MAX_LINES = 20;
    private static final int MAX_MESSAGE = 4000;

    static ConditionResult yes(ConditionReason reason, String message) {
        return new ConditionResult(ConditionStatus.True, reason, message);
    }

    static ConditionResult no(ConditionReason reason, String message) {
        return new ConditionResult(ConditionStatus.False, reason, message);
    }

    /** Returns a false condition whose message has one line for each entry of a list. */
    static ConditionResult no(ConditionReason reason, List<?> entries) {
        return no(reason, lines(entries));
    }

    static ConditionResult unknown(ConditionReason reason, String message) {
        return new ConditionResult(ConditionStatus.Unknown, reason, message);
    }

    boolean holds() {
        return status == ConditionStatus.True;
    }

    /** Formats one line for each entry. At most 20 lines and 4,000 characters are shown; the last line counts the rest. */
    static String lines(List<?> entries) {
        List<String> first =
                entries.stream().limit(MAX_LINES).map(Object::toString).toList();
        String more = entries.size() > MAX_LINES ? "\nand " + (entries.size() - MAX_LINES) + " more" : "";
        String text = String.join("\n", first);
        return (text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "..." : text) + more;
    }
}
