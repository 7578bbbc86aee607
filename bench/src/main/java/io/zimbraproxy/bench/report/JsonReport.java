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

/** A JSON file with all rounds of all scenarios, for programs. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /**
     * Writes the file.
     *
     * @param about machine, programs and options
     */
    public static void write(Path file, Map<String, Object> about, Collection<ScenarioResult> results)
            throws IOException {
        Map<String, Object> scenarios = new LinkedHashMap<>();
        for (ScenarioResult result : results) {
            Map<String, Object> peers = new LinkedHashMap<>();
            result.samples().forEach((peer, samples) -> peers.put(peer, peer(result, peer)));
            scenarios.put(
                    result.scenario().name(),
                    Map.of(
                            "what",
                            result.scenario().what(),
                            "unit",
                            result.scenario().unit(),
                            "peers",
                            peers));
        }
        JSON.writeValue(file.toFile(), Map.of("about", about, "scenarios", scenarios));
    }

    private static Map<String, Object> peer(ScenarioResult result, String peer) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("value", result.value(peer));
        Map<String, MedianRange> ratios = new LinkedHashMap<>();
        result.bases().forEach(base -> result.ratio(peer, base).ifPresent(ratio -> ratios.put(base, ratio)));
        figures.put("ratio", ratios);
        figures.put(
                "rounds", result.samplesOf(peer).stream().map(JsonReport::round).toList());
        return figures;
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
