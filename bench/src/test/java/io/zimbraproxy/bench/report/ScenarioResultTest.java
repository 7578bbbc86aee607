package io.zimbraproxy.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.bench.scenario.Detail;
import io.zimbraproxy.bench.scenario.Sample;
import io.zimbraproxy.bench.scenario.Scenario;
import io.zimbraproxy.bench.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the statistics and reports of a scenario. */
class ScenarioResultTest {
    @TempDir
    Path folder;

    /** In the second round the machine was slow for both peers. */
    private final ScenarioResult result =
            result(Map.of("nginx-1", List.of(10.0, 100.0, 10.0), "proxy", List.of(8.0, 90.0, 9.0)));

    private static ScenarioResult result(Map<String, List<Double>> figures) {
        Scenario scenario = Scenarios.all().get(0);
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (String peer : figures.keySet().stream().sorted().toList()) {
            samples.put(
                    peer,
                    figures.get(peer).stream()
                            .map(value -> new Sample(value, Map.of(Detail.MEMORY, 2 * value)))
                            .toList());
        }
        return new ScenarioResult(scenario, samples);
    }

    @Test
    void ratiosAreComputedWithinARound() {
        assertThat(result.ratio("proxy", "nginx-1")).hasValue(new MedianRange(0.8, 0.9, 0.9));
        assertThat(result.ratio("proxy", "nginx-2")).isEmpty();
    }

    @Test
    void withoutNginxTheFirstPeerIsTheBase() throws IOException {
        ScenarioResult alone = result(Map.of("proxy 100", List.of(10.0, 20.0), "proxy 1000", List.of(11.0, 22.0)));
        assertThat(alone.bases()).containsExactly("proxy 100");
        assertThat(new Table(Goals.read(), List.of("proxy")).of(alone))
                .contains("x proxy 100")
                .contains("1.10 (1.10-1.10)");
    }

    @Test
    void eachColumnHasItsOwnMedian() {
        assertThat(result.value("proxy")).isEqualTo(new MedianRange(8, 9, 90));
        assertThat(result.detail("proxy", Detail.MEMORY)).hasValue(18);
        assertThat(result.detail("proxy", Detail.P99)).isEmpty();
    }

    @Test
    void tablesShowResultsAndGoals() throws IOException {
        Table table = new Table(Goals.read(), List.of("proxy"));
        assertThat(table.of(result))
                .contains("CPU us/login")
                .contains("9.0 (8.0-90.0)")
                .contains("0.90 (0.80-0.90)");
        assertThat(table.goals(Map.of("imap-login", result)))
                .containsPattern("imap-login, x nginx-1 +proxy +0.95 +0.80 +0.90  must");
    }

    @Test
    void chartIsXml() throws Exception {
        Path file = folder.resolve("chart.svg");
        Chart.write(file, List.of(result), Goals.read());
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile())
                        .getElementsByTagName("title")
                        .item(0)
                        .getTextContent())
                .isEqualTo("proxy");
    }

    @Test
    void jsonContainsTheRounds() throws Exception {
        Path file = folder.resolve("out.json");
        JsonReport.write(file, Map.of("machine", "this"), List.of(result));
        assertThat(Files.readString(file)).contains("\"value\" : 90.0").contains("\"MiB\" : 180.0");
    }
}
