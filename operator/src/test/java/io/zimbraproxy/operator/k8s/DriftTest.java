package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated files are up to date with their sources. */
class DriftTest {
    private static final Path ORIGINAL_DEFINITION =
            ProjectFiles.PROJECT.resolve("crds/src/main/crd/zimbraproxies.zimbraproxy.io-v1.yml");
    private static final String REFRESH = "out of date; run k8s/generate";

    @ParameterizedTest
    @ValueSource(strings = {"base/zimbraproxies.yaml", "helm/zimbra-proxy-operator/crds/zimbraproxies.yaml"})
    void customResourceDefinitionIsUpToDate(String copy) {
        assertThat(ProjectFiles.text(ProjectFiles.K8S.resolve(copy)))
                .as(REFRESH)
                .endsWith(ProjectFiles.text(ORIGINAL_DEFINITION));
        assertThat(ProjectFiles.objects(ProjectFiles.text(ProjectFiles.K8S.resolve(copy))))
                .hasSize(1);
    }

    /** The labels are those of the base. This test also runs on machines without kubectl. */
    @Test
    void customResourceDefinitionOfInstallYamlIsUpToDate() {
        JsonNode original =
                ProjectFiles.objects(ProjectFiles.text(ORIGINAL_DEFINITION)).get(0);

        assertThat(Rendering.installation().ofKind("CustomResourceDefinition").map(DriftTest::bare))
                .as(REFRESH)
                .containsExactly(bare(original));
    }

    @Test
    void installYamlIsUpToDate() {
        ExternalProgram.KUBECTL.assumeAvailable();
        List<JsonNode> base =
                Rendering.kustomized(ProjectFiles.K8S.resolve("base")).objects();

        assertThat(Rendering.installation().objects()).as(REFRESH).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus-rule.yaml", "dashboard.json"})
    void chartMonitoringIsUpToDate(String file) {
        assertThat(ProjectFiles.text(ProjectFiles.CHART.resolve("files").resolve(file)))
                .as(REFRESH)
                .isEqualTo(
                        ProjectFiles.text(ProjectFiles.K8S.resolve("monitoring").resolve(file)));
    }

    /** Every image of the project has the project's version, also in the samples and in the chart. */
    @Test
    void imagesHaveTheProjectVersion() {
        Matcher version = Pattern.compile("(?m)^  <version>(.*)</version>$")
                .matcher(ProjectFiles.text(ProjectFiles.PROJECT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        Pattern image = Pattern.compile("zimbra-proxy/(?:proxy|operator|nle-stub):(\\S+)");
        List<String> versions = Stream.of("base", "overlays", "samples", "install.yaml")
                .flatMap(place -> ProjectFiles.files(ProjectFiles.K8S.resolve(place)).stream())
                .flatMap(file -> image.matcher(ProjectFiles.text(file)).results())
                .map(found -> found.group(1))
                .toList();
        JsonNode chart = ProjectFiles.objects(ProjectFiles.text(ProjectFiles.CHART.resolve("Chart.yaml")))
                .get(0);

        assertThat(versions).as(REFRESH).isNotEmpty().containsOnly(version.group(1));
        assertThat(chart.path("version").asText()).as(REFRESH).isEqualTo(version.group(1));
        assertThat(chart.path("appVersion").asText()).as(REFRESH).isEqualTo(version.group(1));
    }

    /** The chart renders the same objects as the base, except for the namespace, the CustomResourceDefinition and labels. */
    @Test
    void chartEqualsBase() {
        Rendering chart = Rendering.charted(ProjectFiles.CHART.resolve("ci/defaults.yaml"));

        assertThat(withoutLabels(chart)).isEqualTo(withoutLabels(Rendering.installation()));
    }

    private static Map<String, JsonNode> withoutLabels(Rendering rendering) {
        Map<String, JsonNode> objects = new TreeMap<>();
        rendering.objects().stream()
                .filter(object -> !List.of("Namespace", "CustomResourceDefinition")
                        .contains(object.path("kind").asText()))
                .forEach(object -> objects.put(Rendering.id(object), bare(object)));
        return objects;
    }

    private static JsonNode bare(JsonNode object) {
        ObjectNode bare = object.deepCopy();
        bare.findParents("labels").forEach(parent -> ((ObjectNode) parent).remove("labels"));
        bare.findParents("matchLabels").forEach(parent -> ((ObjectNode) parent).remove("matchLabels"));
        if (bare.at("/kind").asText().equals("Service")) {
            ((ObjectNode) bare.get("spec")).remove("selector");
        }
        return bare;
    }
}
