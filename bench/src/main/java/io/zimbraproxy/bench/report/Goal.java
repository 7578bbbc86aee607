package io.zimbraproxy.bench.report;

import io.zimbraproxy.bench.scenario.Detail;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is to be reached in a scenario.
 *
 * @param measure what of it is looked at
 * @param must the most it may be
 * @param aim what would be well
 */
public record Goal(String scenario, Measure measure, double must, double aim) {
    enum Measure {
        /** To nginx with one worker. */
        RATIO,
        VALUE,
        /** MiB */
        MEMORY
    }

    /** One line of goals.tsv. */
    static Goal parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Goal(
                fields[0],
                Measure.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]));
    }

    OptionalDouble reached(Outcome outcome, String peer) {
        return switch (measure) {
            case VALUE -> OptionalDouble.of(outcome.value(peer).median());
            case MEMORY -> outcome.detail(peer, Detail.MEMORY);
            case RATIO -> {
                Optional<Spread> ratio = outcome.ratio(peer, Outcome.BASES.get(0));
                yield ratio.isPresent() ? OptionalDouble.of(ratio.get().median()) : OptionalDouble.empty();
            }
        };
    }

    /** In a word. */
    String verdict(double reached) {
        if (reached <= aim) {
            return "aim";
        }
        return reached <= must ? "must" : "above";
    }
}
