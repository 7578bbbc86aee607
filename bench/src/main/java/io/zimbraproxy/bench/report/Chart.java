package io.zimbraproxy.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An SVG chart of the ratios to nginx: a group for each scenario, a bar for each peer, and marks for the goals. */
public final class Chart {
    private static final int LEFT = 160;
    private static final int WIDTH = 560;
    private static final int BAR = 9;
    private static final int GAP = 10;
    private static final int HEAD = 46;
    /** Higher ratios are drawn with this length. */
    private static final double MAX_RATIO = 2.0;

    private static final Map<String, String> COLOURS = Map.of("haproxy", "#9aa5b1");
    private static final String OURS = "#2f6fb3";

    private Chart() {}

    /** Writes the chart of the results that have a ratio to nginx. */
    public static void write(Path file, Collection<ScenarioResult> results, Goals goals) throws IOException {
        List<ScenarioResult> shown = results.stream()
                .filter(result -> result.samples().containsKey(ScenarioResult.BASES.get(0)))
                .toList();
        StringBuilder groups = new StringBuilder();
        int top = HEAD;
        for (ScenarioResult result : shown) {
            top = group(groups, result, goals, top) + GAP;
        }
        Files.writeString(file, head(top) + grid(top) + groups + "</svg>\n");
    }

    private static String head(int height) {
        return format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" "
                        + "font-size=\"11\" fill=\"#333\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"8\" y=\"16\" font-size=\"13\">Cost as a multiple of nginx with one worker: blue is the "
                        + "proxy, grey HAProxy; red mark: must, green mark: aim</text>%n",
                LEFT + WIDTH + 60, height);
    }

    private static String grid(int height) {
        StringBuilder lines = new StringBuilder();
        for (int quarter = 0; quarter <= 8; quarter++) {
            double x = x(quarter / 4.0);
            lines.append(format(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>%n<text x=\"%.1f\" y=\"%d\" "
                            + "text-anchor=\"middle\">%.2f</text>%n",
                    x, HEAD - 8, x, height, quarter == 4 ? "#555" : "#e3e6ea", x, HEAD - 14, quarter / 4.0));
        }
        return lines.toString();
    }

    /** Appends a group and returns its lower edge. */
    private static int group(StringBuilder out, ScenarioResult result, Goals goals, int top) {
        List<String> peers = result.samples().keySet().stream()
                .filter(peer -> !ScenarioResult.BASES.contains(peer))
                .toList();
        int height = peers.size() * BAR;
        out.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                LEFT - 8, top + height / 2 + 4, result.scenario().name()));
        int y = top;
        for (String peer : peers) {
            double ratio = result.ratio(peer, ScenarioResult.BASES.get(0))
                    .orElseThrow()
                    .median();
            out.append(format(
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s</title></rect>%n"
                            + "<text x=\"%.1f\" y=\"%d\" font-size=\"9\">%.2f</text>%n",
                    LEFT,
                    y,
                    x(ratio) - LEFT,
                    BAR - 1,
                    COLOURS.getOrDefault(peer, OURS),
                    peer,
                    x(ratio) + 3,
                    y + BAR - 1,
                    ratio));
            y += BAR;
        }
        for (Goal goal : goals.of(result.scenario().name())) {
            if (goal.measure() == Goal.Measure.RATIO) {
                mark(out, goal.must(), "#c0392b", top, height);
                mark(out, goal.aim(), "#2e8b57", top, height);
            }
        }
        return top + height;
    }

    private static void mark(StringBuilder out, double ratio, String colour, int top, int height) {
        out.append(format(
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                x(ratio), top - 2, x(ratio), top + height + 1, colour));
    }

    private static double x(double ratio) {
        return LEFT + Math.min(MAX_RATIO, ratio) / MAX_RATIO * WIDTH;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
