package io.zimbraproxy.bench.scenario;

import java.util.Map;

/**
 * The figures of one round of one peer.
 *
 * @param value the compared value, in the scenario's unit
 * @param details other figures
 */
public record Sample(double value, Map<Detail, Double> details) {
    public static Sample of(double value) {
        return new Sample(value, Map.of());
    }

    /** Returns a detail; NaN if the round has not measured it. */
    public double detail(Detail detail) {
        return details.getOrDefault(detail, Double.NaN);
    }
}
