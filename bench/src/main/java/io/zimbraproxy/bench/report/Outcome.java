package io.zimbraproxy.bench.report;

import io.zimbraproxy.bench.scenario.Detail;
import io.zimbraproxy.bench.scenario.Sample;
import io.zimbraproxy.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a scenario showed. */
public record Outcome(Scenario scenario, Map<String, List<Sample>> samples) {
    /** What others are compared with. */
    static final List<String> BASES = List.of("nginx-1", "nginx-2");

    /** What the others are compared with: nginx, or the first when there is none of it. */
    List<String> bases() {
        List<String> nginx = BASES.stream().filter(samples::containsKey).toList();
        return nginx.isEmpty() ? samples.keySet().stream().limit(1).toList() : nginx;
    }

    Spread value(String peer) {
        return Spread.of(samples.get(peer).stream().map(Sample::value).toList());
    }

    /** Of each round by itself, so that what slows the machine for a while slows both sides of it. */
    Optional<Spread> ratio(String peer, String base) {
        if (!samples.containsKey(base) || !samples.containsKey(peer)) {
            return Optional.empty();
        }
        List<Sample> own = samples.get(peer);
        List<Sample> others = samples.get(base);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(own.size(), others.size()); round++) {
            ratios.add(own.get(round).value() / others.get(round).value());
        }
        return Optional.of(Spread.of(ratios));
    }

    /** Empty when the scenario does not have it. */
    OptionalDouble detail(String peer, Detail detail) {
        List<Double> figures = samples.get(peer).stream()
                .map(sample -> sample.details().get(detail))
                .filter(figure -> figure != null && !figure.isNaN())
                .toList();
        return figures.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Spread.of(figures).median());
    }

    boolean has(Detail detail) {
        return samples.keySet().stream().anyMatch(peer -> detail(peer, detail).isPresent());
    }
}
