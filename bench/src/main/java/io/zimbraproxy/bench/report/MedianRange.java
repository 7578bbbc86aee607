package io.zimbraproxy.bench.report;

import java.util.List;

/** The lowest figure, the median and the highest figure of several. */
public record MedianRange(double low, double median, double high) {
    static MedianRange of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new MedianRange(sorted.get(0), median, sorted.get(size - 1));
    }
}
