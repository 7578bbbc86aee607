package io.zimbraproxy.operator.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The lines of a Markdown page.
 *
 * @param path relative to the root of the project, with slashes
 */
record Markdown(String path, List<Line> lines) {
    private static final Pattern FENCE = Pattern.compile("^ *(```|~~~).*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *#*$");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(<?([^)\\s>]+)>?[^)]*\\)");

    /**
     * A line of a page.
     *
     * @param number from 1
     * @param code true inside a fenced code block
     */
    record Line(int number, String text, boolean code) {
        /** Returns the texts in back-ticks; a line of a code block has none. */
        List<String> spans() {
            return code ? List.of() : groups(SPAN, text);
        }

        /** Returns the targets of links and images; back-ticks and code blocks have none. */
        List<String> links() {
            return code ? List.of() : groups(LINK, SPAN.matcher(text).replaceAll("x"));
        }

        private static List<String> groups(Pattern pattern, String text) {
            return pattern.matcher(text)
                    .results()
                    .map((Function<MatchResult, String>) found -> found.group(1))
                    .toList();
        }
    }

    /** Splits the text of a page. */
    static Markdown of(String path, String text) {
        List<Line> lines = new ArrayList<>();
        boolean code = false;
        for (String line : text.split("\n", -1)) {
            boolean fence = FENCE.matcher(line).matches();
            lines.add(new Line(lines.size() + 1, line, code || fence));
            code ^= fence;
        }
        return new Markdown(path, List.copyOf(lines));
    }

    /** Returns the anchors of the headings, as GitHub derives them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Line line : lines) {
            var heading = HEADING.matcher(line.text());
            if (!line.code() && heading.matches()) {
                String anchor = anchor(heading.group(1));
                int earlier = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(earlier == 0 ? anchor : anchor + "-" + earlier);
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    /** Returns the folder of the page, relative to the root of the project. */
    Path folder() {
        Path parent = Path.of(path).getParent();
        return parent == null ? Path.of("") : parent;
    }
}
