package io.zimbraproxy.crds.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known name that is nearest to an unknown one. */
final class Nearest {
    private Nearest() {}

    /** Returns the advice for an unknown name: the nearest known name if it is similar, else all known names. */
    static String advice(String unknown, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .min(Comparator.<String>comparingInt(name -> distance(lower(unknown), lower(name)))
                        .thenComparing(Comparator.naturalOrder()));
        if (nearest.isPresent()
                && distance(lower(unknown), lower(nearest.get())) <= Math.max(2, unknown.length() / 3)) {
            return "did you mean " + nearest.get() + "?";
        }
        return "remove it; known fields: "
                + String.join(", ", known.stream().sorted().toList());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Returns the Levenshtein distance, estimated for the part of {@code a} after 64 characters. */
    private static int distance(String a, String b) {
        String from = a.length() > 64 ? a.substring(0, 64) : a;
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (from.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(row[j - 1], above) + 1);
                diagonal = above;
            }
        }
        return row[b.length()] + a.length() - from.length();
    }
}
