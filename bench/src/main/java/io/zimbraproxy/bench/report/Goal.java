package io.zimbraproxy.bench.report;

import io.zimbraproxy.bench.scenario.Detail;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The goal for one figure of a scenario.
 *
 * @param scenario name of the scenario
 * @param measure the figure
 * @param must highest acceptable value
 * @param aim desired value
 */
public record Goal(String scenario, Measure measure, double must, double aim) {
    enum Measure {
        /** Ratio to nginx with one worker. */
        RATIO,
        /** The scenario's value, in its unit. */
        VALUE,
        /** Memory in MiB. */
        MEMORY
    }

    /** The result of comparing a value with the goal: at most {@code aim}, at most {@code must}, or above both. */
    enum Rating {
        AIM,
        MUST,
        ABOVE;

        /** Returns the word in the table: {@code aim}. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Parses a line of goals.tsv. */
    static Goal parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Goal(
                fields[0],
                Measure.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]));
    }

    /** Returns the value that a peer reached; empty if the result does not contain the figure. */
    OptionalDouble reached(ScenarioResult result, String peer) {
        return switch (measure) {
            case VALUE -> OptionalDouble.of(result.value(peer).median());
            case MEMORY -> result.detail(peer, Detail.MEMORY);
            case RATIO -> {
                Optional<MedianRange> ratio = result.ratio(peer, ScenarioResult.BASES.get(0));
                yield ratio.isPresent() ? OptionalDouble.of(ratio.get().median()) : OptionalDouble.empty();
            }
        };
    }

    Rating rate(double reached) {
        if (reached <= aim) {
            return Rating.AIM;
        }
        return reached <= must ? Rating.MUST : Rating.ABOVE;
    }
}
