package io.zimbraproxy.bench.scenario;

import java.util.Map;

/**
 * What one round of one peer showed.
 *
 * @param value what is compared, in the scenario's unit
 * @param details what else is worth knowing, by {@link Detail#name()}
 */
public record Sample(double value, Map<Detail, Double> details) {
    public static Sample of(double value) {
        return new Sample(value, Map.of());
    }
}
