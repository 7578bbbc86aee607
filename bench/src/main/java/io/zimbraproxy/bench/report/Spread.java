package io.zimbraproxy.bench.report;

import java.util.List;

/** Of several figures the lowest, the middle and the highest one. */
public record Spread(double low, double median, double high) {
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(size - 1));
    }
}
