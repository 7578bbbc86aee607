package io.zimbraproxy.bench.report;

import io.zimbraproxy.bench.scenario.Detail;
import io.zimbraproxy.bench.scenario.Sample;
import io.zimbraproxy.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of a scenario.
 *
 * @param samples the rounds of each peer, by its name, in the order of the table
 */
public record ScenarioResult(Scenario scenario, Map<String, List<Sample>> samples) {
    /** Peers that the others are compared with. */
    static final List<String> BASES = List.of("nginx-1", "nginx-2");

    /** Returns the peers that the others are compared with: nginx, or without nginx the first peer. */
    List<String> bases() {
        List<String> nginx = BASES.stream().filter(samples::containsKey).toList();
        return nginx.isEmpty() ? samples.keySet().stream().limit(1).toList() : nginx;
    }

    MedianRange value(String peer) {
        return MedianRange.of(samplesOf(peer).stream().map(Sample::value).toList());
    }

    List<Sample> samplesOf(String peer) {
        return samples.getOrDefault(peer, List.of());
    }

    /**
     * Returns the ratios within each round, so that a slow phase of the machine affects both sides. Empty if either peer is
     * missing.
     */
    Optional<MedianRange> ratio(String peer, String base) {
        List<Sample> own = samplesOf(peer);
        List<Sample> others = samplesOf(base);
        if (own.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(own.size(), others.size()); round++) {
            ratios.add(own.get(round).value() / others.get(round).value());
        }
        return Optional.of(MedianRange.of(ratios));
    }

    /** Returns the median of a detail; empty if the scenario does not measure it. */
    OptionalDouble detail(String peer, Detail detail) {
        List<Double> figures = samplesOf(peer).stream()
                .map(sample -> sample.detail(detail))
                .filter(figure -> !figure.isNaN())
                .toList();
        return figures.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(MedianRange.of(figures).median());
    }

    boolean has(Detail detail) {
        return samples.keySet().stream().anyMatch(peer -> detail(peer, detail).isPresent());
    }
}
