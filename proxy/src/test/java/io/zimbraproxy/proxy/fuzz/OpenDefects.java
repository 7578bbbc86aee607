package io.zimbraproxy.proxy.fuzz;

import java.util.List;

/**
 * Defects that the targets have found and that are still there: each is left out of a property as narrowly as can be, and
 * has a disabled test with its input. Goes away with them.
 */
public final class OpenDefects {
    private OpenDefects() {}

    /**
     * {@code OpenImapDefectsTest.aCommandThatJustFits}: a command with a literal whose length is the limit, or one byte
     * less, is complete when its end comes in one segment, and too long when it does not.
     */
    public static boolean differOnlyAtTheLimit(Talk talk, List<String> one, List<String> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return talk.pieces().stream().anyMatch(piece -> piece.contains("}"))
                && (endsThere(one, same) || endsThere(other, same));
    }

    private static boolean endsThere(List<String> steps, int at) {
        return at == steps.size() - 1
                && (steps.get(at).equals("TOO_LONG") || steps.get(at).startsWith("Close PROTOCOL_ERROR "));
    }

    /** {@code OpenImapDefectsTest.aSaslMessageThatLooksLikeALiteral}: what ends so is taken for a command. */
    public static boolean looksLikeALiteral(Talk talk) {
        return Dice.text(talk.bytes()).matches("(?s).*[0-9]\\+?\\}\r?\n.*");
    }
}
