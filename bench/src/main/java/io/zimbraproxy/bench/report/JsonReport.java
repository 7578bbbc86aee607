package io.zimbraproxy.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.zimbraproxy.bench.scenario.Detail;
import io.zimbraproxy.bench.scenario.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every round of every scenario for programs. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /** {@code about}: machine, programs, options. */
    public static void write(Path file, Map<String, Object> about, Collection<Outcome> outcomes) throws IOException {
        Map<String, Object> scenarios = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            Map<String, Object> peers = new LinkedHashMap<>();
            outcome.samples().forEach((peer, samples) -> peers.put(peer, peer(outcome, peer)));
            scenarios.put(
                    outcome.scenario().name(),
                    Map.of(
                            "what",
                            outcome.scenario().what(),
                            "unit",
                            outcome.scenario().unit(),
                            "peers",
                            peers));
        }
        JSON.writeValue(file.toFile(), Map.of("about", about, "scenarios", scenarios));
    }

    private static Map<String, Object> peer(Outcome outcome, String peer) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("value", outcome.value(peer));
        Map<String, Spread> ratios = new LinkedHashMap<>();
        outcome.bases().forEach(base -> outcome.ratio(peer, base).ifPresent(ratio -> ratios.put(base, ratio)));
        told.put("ratio", ratios);
        told.put(
                "rounds",
                outcome.samples().get(peer).stream().map(JsonReport::round).toList());
        return told;
    }

    private static Map<String, Double> round(Sample sample) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("value", sample.value());
        for (Detail detail : Detail.values()) {
            Double figure = sample.details().get(detail);
            if (figure != null && !figure.isNaN()) {
                figures.put(detail.title(), figure);
            }
        }
        return figures;
    }
}
