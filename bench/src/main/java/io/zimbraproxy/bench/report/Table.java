package io.zimbraproxy.bench.report;

import io.zimbraproxy.bench.scenario.Detail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The tables of results, for people. */
public final class Table {
    private static final int PEER = 14;
    private static final int NUMBER = 10;
    private static final int RATIO = 20;

    private final Goals goals;
    private final List<String> proxies;

    /**
     * Creates tables.
     *
     * @param proxies names of the peers that the goals apply to
     */
    public Table(Goals goals, List<String> proxies) {
        this.goals = goals;
        this.proxies = proxies;
    }

    /** Returns the table of one scenario. Each column shows its own medians of the rounds. */
    public String of(ScenarioResult result) {
        StringBuilder text = new StringBuilder()
                .append(result.scenario().name())
                .append(": ")
                .append(result.scenario().what())
                .append("\n");
        List<Detail> details =
                Arrays.stream(Detail.values()).filter(result::has).toList();
        text.append(left("", PEER)).append(right(result.scenario().unit(), RATIO));
        result.bases().forEach(base -> text.append(right("x " + base, RATIO)));
        details.forEach(detail -> text.append(right(detail.title(), NUMBER)));
        text.append("\n");
        for (String peer : result.samples().keySet()) {
            text.append(left(peer, PEER)).append(right(spread(result.value(peer), 1), RATIO));
            for (String base : result.bases()) {
                text.append(right(
                        result.ratio(peer, base).map(ratio -> spread(ratio, 2)).orElse(""), RATIO));
            }
            for (Detail detail : details) {
                OptionalDouble figure = result.detail(peer, detail);
                text.append(right(figure.isPresent() ? number(figure.getAsDouble(), detail.digits()) : "", NUMBER));
            }
            text.append("\n");
        }
        return text.toString();
    }

    /** Returns the table of the goals with the values reached. */
    public String goals(Map<String, ScenarioResult> results) {
        List<String> lines = new ArrayList<>();
        for (Goal goal : goals.all()) {
            ScenarioResult result = results.get(goal.scenario());
            if (result == null) {
                continue;
            }
            for (String peer : proxies) {
                goal.reached(result, peer).ifPresent(reached -> lines.add(line(goal, peer, reached)));
            }
        }
        return lines.isEmpty()
                ? ""
                : left("goal", RATIO) + left("", RATIO) + right("must", NUMBER) + right("aim", NUMBER)
                        + right("reached", NUMBER) + "\n" + String.join("\n", lines) + "\n";
    }

    private static String line(Goal goal, String peer, double reached) {
        String measure =
                switch (goal.measure()) {
                    case RATIO -> "x nginx-1";
                    case VALUE -> "value";
                    case MEMORY -> "MiB";
                };
        return left(goal.scenario() + ", " + measure, RATIO)
                + left(" " + peer, RATIO)
                + right(number(goal.must(), 2), NUMBER)
                + right(number(goal.aim(), 2), NUMBER)
                + right(number(reached, 2), NUMBER)
                + "  "
                + goal.rate(reached).word();
    }

    static String number(double figure, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }

    private static String spread(MedianRange spread, int digits) {
        return number(spread.median(), digits) + " (" + number(spread.low(), digits) + "-"
                + number(spread.high(), digits) + ")";
    }

    private static String left(String text, int width) {
        return String.format("%-" + width + "s", text);
    }

    private static String right(String text, int width) {
        return String.format("%" + width + "s", " " + text);
    }
}
