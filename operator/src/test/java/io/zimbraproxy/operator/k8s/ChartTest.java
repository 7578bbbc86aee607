package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart, linted and rendered by Helm. */
class ChartTest {
    @Test
    void lintSucceeds() {
        LintResult result = HelmChart.lint();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    /** The schema of the values refuses unknown names and wrong types. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "replica: 2",
                "replicas: two",
                "image: {repo: x}",
                "image: {pullPolicy: Sometimes}",
                "resources: {request: {}}",
                "resources: {requests: {cpu: lots}}",
                "monitoring: {serviceMonitor: {enable: true}}",
                "proxies: [{name: Edge, spec: {hostname: a, listeners: []}}]",
                "proxies: [{name: edge}]",
                "env: [{value: b}]"
            })
    void mistypedValuesAreRefused(String values, @TempDir Path folder) throws IOException {
        HelmChart.assumeAvailable();
        Path file = Files.writeString(folder.resolve("values.yaml"), values);

        assertThatThrownBy(() -> HelmChart.render(file))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    /** Every value that the README documents reaches its object. */
    @Test
    void valuesReachTheirObjects() {
        Rendering chart = Rendering.charted(ProjectFiles.CHART.resolve("ci/everything.yaml"));
        JsonNode spec = chart.ofKind("Deployment").findFirst().orElseThrow().path("spec");
        JsonNode pod = spec.at("/template/spec");
        JsonNode operator = pod.at("/containers/0");

        assertThat(spec.path("replicas").asInt()).isEqualTo(3);
        assertThat(operator.path("image").asText()).isEqualTo("registry.example.com/mail/zimbra-proxy/operator:1.2.3");
        assertThat(operator.path("imagePullPolicy").asText()).isEqualTo("Always");
        assertThat(env(operator, "ZIMBRA_PROXY_IMAGE"))
                .isEqualTo("registry.example.com/mail/zimbra-proxy/proxy-native:1.2.3");
        assertThat(env(operator, "QUARKUS_LOG_LEVEL")).isEqualTo("DEBUG");
        assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("registry");
        assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("control");
        assertThat(pod.path("priorityClassName").asText()).isEqualTo("system-cluster-critical");
        assertThat(pod.path("affinity").isObject()).isTrue();
        assertThat(spec.at("/template/metadata/labels").path("example.com/team").asText())
                .isEqualTo("mail");
        assertThat(chart.ofKind("ServiceMonitor")).singleElement().satisfies(monitor -> {
            assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
            assertThat(monitor.at("/spec/endpoints/0/interval").asText()).isEqualTo("15s");
        });
        assertThat(chart.ofKind("PrometheusRule")).hasSize(1);
        assertThat(chart.ofKind("ConfigMap")).hasSize(1);
    }

    @Test
    void namespacedInstallationHasOneReplica() {
        Rendering chart = Rendering.charted(ProjectFiles.CHART.resolve("ci/namespaced.yaml"));
        JsonNode operator = chart.podTemplates().findFirst().orElseThrow().at("/spec/containers/0");

        assertThat(env(operator, "QUARKUS_OPERATOR_SDK_NAMESPACES")).isEqualTo("JOSDK_WATCH_CURRENT");
        assertThat(chart.ofKind("PodDisruptionBudget")).isEmpty();
    }

    @Test
    void chartCreatesProxies() {
        Rendering chart = Rendering.charted(ProjectFiles.CHART.resolve("ci/proxies.yaml"));

        assertThat(chart.ofKind("ZimbraProxy").map(Rendering::id))
                .containsExactly(
                        "zimbraproxy.io/v1alpha1 ZimbraProxy zimbra-proxy-system edge",
                        "zimbraproxy.io/v1alpha1 ZimbraProxy other second");
    }

    private static String env(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        return "";
    }
}
