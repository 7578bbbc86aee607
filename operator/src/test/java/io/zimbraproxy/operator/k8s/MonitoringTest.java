package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and the dashboard use existing metrics, and alerts fire when they should. */
class MonitoringTest {
    private static final Path MONITORING = ProjectFiles.K8S.resolve("monitoring");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:zimbra_proxy|jvm|process|netty|system|kube)_[a-z0-9_]+");

    /** Metrics of Micrometer's binders, Netty and kube-state-metrics. */
    private static final Set<String> EXTERNAL_METRICS = Set.of(
            "jvm_memory_used_bytes",
            "jvm_gc_pause_seconds_max",
            "kube_pod_deletion_timestamp",
            "kube_pod_status_ready",
            "netty_eventexecutor_tasks_pending",
            "process_cpu_usage",
            "process_files_max_files",
            "process_files_open_files",
            "system_cpu_count");

    private static JsonNode rule() {
        return ProjectFiles.objects(ProjectFiles.text(MONITORING.resolve("prometheus-rule.yaml")))
                .get(0);
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(ProjectFiles.text(MONITORING.resolve("dashboard.json")));
    }

    private static Set<String> metricsIn(Stream<String> texts) {
        return texts.flatMap(text -> METRIC.matcher(text).results())
                .map(found -> found.group().replaceFirst("^(zimbra_proxy_.*)_(count|sum|bucket)$", "$1"))
                .collect(Collectors.toSet());
    }

    /** Returns the Prometheus names of the meters in the proxy's source code, and the external metrics. */
    private static Set<String> exportedMetrics() {
        Set<String> names = new HashSet<>(EXTERNAL_METRICS);
        Pattern meter = Pattern.compile("\\b(counter|timer|gauge|builder)\\(\\s*(?:PREFIX \\+ )?\"([a-z.]+)\"");
        ProjectFiles.files(ProjectFiles.PROJECT.resolve("proxy/src/main/java")).stream()
                .flatMap(file -> meter.matcher(ProjectFiles.text(file)).results())
                .forEach(found ->
                        names.add("zimbra_proxy_" + found.group(2).replace('.', '_') + suffix(found.group(1))));
        return names;
    }

    /** The only meter with a builder is about certificates; its unit is seconds. */
    private static String suffix(String kind) {
        return switch (kind) {
            case "counter" -> "_total";
            case "timer", "builder" -> "_seconds";
            default -> "";
        };
    }

    @Test
    void metricsExist() throws IOException {
        Set<String> rules = metricsIn(rule().findValuesAsText("expr").stream());
        Set<String> panels = metricsIn(dashboard().findValuesAsText("expr").stream());

        assertThat(rules).hasSizeGreaterThan(12).isSubsetOf(exportedMetrics());
        assertThat(panels).hasSizeGreaterThan(12).isSubsetOf(exportedMetrics());
    }

    /** docs/operations.md lists every metric of the proxy. */
    @Test
    void metricsAreDocumented() {
        String documentation = ProjectFiles.text(ProjectFiles.PROJECT.resolve("docs/operations.md"));

        assertThat(exportedMetrics().stream().filter(name -> name.startsWith("zimbra_proxy_")))
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(documentation).contains(name));
    }

    @Test
    void everyAlertHasSeveritySummaryAndDescription() {
        List<JsonNode> alerts = rule().findParents("alert");

        assertThat(alerts).hasSizeGreaterThan(15).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).hasSizeBetween(10, 140);
            assertThat(alert.at("/annotations/description").asText()).isNotBlank();
            assertThat(alert.path("for").asText()).matches("\\d+[mh]");
        });
    }

    @Test
    void panelsHaveUniqueIdsAndDoNotOverlap() throws IOException {
        Set<String> places = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        dashboard().path("panels").forEach(panel -> {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(places.add(x + "," + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        });
        assertThat(ids).hasSizeGreaterThan(20);
    }

    /** promtool runs the unit tests in prometheus-rule-test.yaml. */
    @Test
    void alertsFire(@TempDir Path folder) throws IOException {
        ExternalProgram.PROMTOOL.assumeAvailable();
        Files.writeString(folder.resolve("rules.yaml"), ProjectFiles.yaml(rule().path("spec")));
        Files.copy(MONITORING.resolve("prometheus-rule-test.yaml"), folder.resolve("test.yaml"));

        assertThat(ExternalProgram.PROMTOOL.run(folder, "test", "rules", "test.yaml"))
                .contains("SUCCESS");
    }
}
