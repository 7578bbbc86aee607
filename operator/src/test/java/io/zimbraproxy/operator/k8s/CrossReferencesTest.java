package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** References between objects: selectors, ports, roles, accounts and volumes. */
class CrossReferencesTest {
    static Stream<Rendering> all() {
        return Rendering.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void selectorsMatchPods(Rendering rendering) {
        Stream<JsonNode> selectors = Stream.of(
                        rendering.ofKind("Service").map(service -> service.at("/spec/selector")),
                        rendering.ofKind("PodDisruptionBudget").map(budget -> budget.at("/spec/selector/matchLabels")),
                        rendering.ofKind("Deployment").map(one -> one.at("/spec/selector/matchLabels")),
                        rendering
                                .podTemplates()
                                .flatMap(pod -> stream(pod.at("/spec/topologySpreadConstraints")))
                                .map(spread -> spread.at("/labelSelector/matchLabels")))
                .flatMap(stream -> stream);

        assertThat(selectors).allSatisfy(selector -> assertThat(
                        rendering.podTemplates().anyMatch(pod -> has(pod.at("/metadata/labels"), selector)))
                .as(selector.toString())
                .isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void portNamesExist(Rendering rendering) {
        Set<String> ports = rendering
                .podTemplates()
                .flatMap(pod -> stream(pod.at("/spec/containers")))
                .flatMap(container -> stream(container.path("ports")))
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());
        Stream<JsonNode> named = Stream.of(
                        rendering
                                .ofKind("Service")
                                .flatMap(service -> stream(service.at("/spec/ports")))
                                .map(port -> port.path("targetPort")),
                        rendering
                                .podTemplates()
                                .flatMap(pod -> stream(pod.at("/spec/containers")))
                                .flatMap(container -> Stream.of("startup", "liveness", "readiness")
                                        .map(probe -> container.path(probe + "Probe")))
                                .flatMap(probe -> Stream.of(probe.at("/httpGet/port"), probe.at("/tcpSocket/port"))))
                .flatMap(stream -> stream)
                .filter(JsonNode::isTextual);

        assertThat(named).allSatisfy(port -> assertThat(ports).contains(port.asText()));
        assertThat(ports).allSatisfy(port -> assertThat(port)
                .matches("(?=.*[a-z])[a-z0-9](-?[a-z0-9]){0,14}")
                .hasSizeLessThan(16));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void rolesAndAccountsExist(Rendering rendering) {
        List<String> accounts = rendering
                .ofKind("ServiceAccount")
                .map(CrossReferencesTest::namespacedName)
                .toList();
        Stream.of("RoleBinding", "ClusterRoleBinding")
                .flatMap(rendering::ofKind)
                .forEach(binding -> {
                    assertThat(rendering
                                    .ofKind(binding.at("/roleRef/kind").asText())
                                    .map(role -> role.at("/metadata/name").asText()))
                            .contains(binding.at("/roleRef/name").asText());
                    assertThat(stream(binding.path("subjects"))).allSatisfy(subject -> assertThat(accounts)
                            .contains(subject.path("namespace").asText() + "/"
                                    + subject.path("name").asText()));
                });
        assertThat(rendering.ofKind("Deployment")).allSatisfy(deployment -> assertThat(accounts)
                .contains(deployment.at("/metadata/namespace").asText() + "/"
                        + deployment
                                .at("/spec/template/spec/serviceAccountName")
                                .asText()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void mountedVolumesExist(Rendering rendering) {
        assertThat(rendering.podTemplates()).allSatisfy(pod -> assertThat(stream(pod.at("/spec/volumes"))
                        .map(volume -> volume.path("name").asText())
                        .toList())
                .containsAll(Stream.of("initContainers", "containers")
                        .flatMap(list -> stream(pod.path("spec").path(list)))
                        .flatMap(container -> stream(container.path("volumeMounts")))
                        .map(mount -> mount.path("name").asText())
                        .toList()));
    }

    private static String namespacedName(JsonNode object) {
        return object.at("/metadata/namespace").asText() + "/"
                + object.at("/metadata/name").asText();
    }

    private static boolean has(JsonNode labels, JsonNode selector) {
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
