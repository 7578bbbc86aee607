package io.zimbraproxy.bench.report;

import io.zimbraproxy.bench.scenario.Detail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Outcomes for people. */
public final class Table {
    private static final int PEER = 14;
    private static final int NUMBER = 10;
    private static final int RATIO = 20;

    private final Goals goals;
    private final List<String> ours;

    /** {@code ours}: peers that the goals are for. */
    public Table(Goals goals, List<String> ours) {
        this.goals = goals;
        this.ours = ours;
    }

    /** A scenario by itself: medians of the rounds, each column by itself. */
    public String of(Outcome outcome) {
        StringBuilder text = new StringBuilder()
                .append(outcome.scenario().name())
                .append(": ")
                .append(outcome.scenario().what())
                .append("\n");
        List<Detail> details =
                Arrays.stream(Detail.values()).filter(outcome::has).toList();
        text.append(left("", PEER)).append(right(outcome.scenario().unit(), RATIO));
        outcome.bases().forEach(base -> text.append(right("x " + base, RATIO)));
        details.forEach(detail -> text.append(right(detail.title(), NUMBER)));
        text.append("\n");
        for (String peer : outcome.samples().keySet()) {
            text.append(left(peer, PEER)).append(right(spread(outcome.value(peer), 1), RATIO));
            for (String base : outcome.bases()) {
                text.append(right(
                        outcome.ratio(peer, base).map(ratio -> spread(ratio, 2)).orElse(""), RATIO));
            }
            for (Detail detail : details) {
                OptionalDouble figure = outcome.detail(peer, detail);
                text.append(right(figure.isPresent() ? number(figure.getAsDouble(), detail.digits()) : "", NUMBER));
            }
            text.append("\n");
        }
        return text.toString();
    }

    /** Goals and how near they are. */
    public String goals(Map<String, Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        for (Goal goal : goals.all()) {
            Outcome outcome = outcomes.get(goal.scenario());
            if (outcome == null) {
                continue;
            }
            for (String peer : ours) {
                goal.reached(outcome, peer).ifPresent(reached -> lines.add(line(goal, peer, reached)));
            }
        }
        return lines.isEmpty()
                ? ""
                : left("goal", RATIO) + left("", RATIO) + right("must", NUMBER) + right("aim", NUMBER)
                        + right("reached", NUMBER) + "\n" + String.join("\n", lines) + "\n";
    }

    private static String line(Goal goal, String peer, double reached) {
        String what =
                switch (goal.measure()) {
                    case RATIO -> "x nginx-1";
                    case VALUE -> "value";
                    case MEMORY -> "MiB";
                };
        return left(goal.scenario() + ", " + what, RATIO)
                + left(" " + peer, RATIO)
                + right(number(goal.must(), 2), NUMBER)
                + right(number(goal.aim(), 2), NUMBER)
                + right(number(reached, 2), NUMBER)
                + "  "
                + goal.verdict(reached);
    }

    static String number(double figure, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }

    private static String spread(Spread spread, int digits) {
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
