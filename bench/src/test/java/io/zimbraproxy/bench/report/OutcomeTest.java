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

/** What becomes of the figures of a scenario. */
class OutcomeTest {
    @TempDir
    Path folder;

    /** In the second round the machine was slow for both. */
    private final Outcome outcome =
            outcome(Map.of("nginx-1", List.of(10.0, 100.0, 10.0), "proxy", List.of(8.0, 90.0, 9.0)));

    private static Outcome outcome(Map<String, List<Double>> figures) {
        Scenario scenario = Scenarios.all().get(0);
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (String peer : figures.keySet().stream().sorted().toList()) {
            samples.put(
                    peer,
                    figures.get(peer).stream()
                            .map(value -> new Sample(value, Map.of(Detail.MEMORY, 2 * value)))
                            .toList());
        }
        return new Outcome(scenario, samples);
    }

    @Test
    void ratiosAreThoseWithinARound() {
        assertThat(outcome.ratio("proxy", "nginx-1")).hasValue(new Spread(0.8, 0.9, 0.9));
        assertThat(outcome.ratio("proxy", "nginx-2")).isEmpty();
    }

    @Test
    void withoutNginxTheFirstIsTheBase() throws IOException {
        Outcome alone = outcome(Map.of("proxy 100", List.of(10.0, 20.0), "proxy 1000", List.of(11.0, 22.0)));
        assertThat(alone.bases()).containsExactly("proxy 100");
        assertThat(new Table(Goals.read(), List.of("proxy")).of(alone))
                .contains("x proxy 100")
                .contains("1.10 (1.10-1.10)");
    }

    @Test
    void columnsAreMediansByThemselves() {
        assertThat(outcome.value("proxy")).isEqualTo(new Spread(8, 9, 90));
        assertThat(outcome.detail("proxy", Detail.MEMORY)).hasValue(18);
        assertThat(outcome.detail("proxy", Detail.P99)).isEmpty();
    }

    @Test
    void tablesSayWhatWasReached() throws IOException {
        Table table = new Table(Goals.read(), List.of("proxy"));
        assertThat(table.of(outcome))
                .contains("CPU us/login")
                .contains("9.0 (8.0-90.0)")
                .contains("0.90 (0.80-0.90)");
        assertThat(table.goals(Map.of("imap-login", outcome)))
                .containsPattern("imap-login, x nginx-1 +proxy +0.95 +0.80 +0.90  must");
    }

    @Test
    void picturesAreXml() throws Exception {
        Path file = folder.resolve("chart.svg");
        Chart.write(file, List.of(outcome), Goals.read());
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile())
                        .getElementsByTagName("title")
                        .item(0)
                        .getTextContent())
                .isEqualTo("proxy");
    }

    @Test
    void roundsAreWritten() throws Exception {
        Path file = folder.resolve("out.json");
        JsonReport.write(file, Map.of("machine", "this"), List.of(outcome));
        assertThat(Files.readString(file)).contains("\"value\" : 90.0").contains("\"MiB\" : 180.0");
    }
}
