package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All pods meet the Pod Security Standard "restricted", and the namespaces enforce it. */
class PodSecurityTest {
    static Stream<Rendering> all() {
        return Rendering.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void podsAreRestricted(Rendering rendering) {
        assertThat(rendering.podTemplates())
                .allSatisfy(pod -> assertThat(RestrictedPod.problems(pod)).isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void namespacesEnforceTheStandard(Rendering rendering) {
        assertThat(rendering.ofKind("Namespace")).allSatisfy(namespace -> assertThat(namespace
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText())
                .isEqualTo("restricted"));
    }

    @Test
    void violationsAreFound() {
        JsonNode pod = ProjectFiles.objects("""
                spec:
                  hostNetwork: true
                  securityContext: {runAsNonRoot: true, runAsUser: 0}
                  volumes: [{name: a, hostPath: {path: /}}]
                  containers:
                    - {name: b, ports: [{containerPort: 993, hostPort: 993}], securityContext: {capabilities: {add: [X]}}}
                """).get(0);

        List<String> problems = RestrictedPod.problems(pod);

        assertThat(problems)
                .contains(
                        "hostNetwork",
                        "securityContext.runAsUser",
                        "securityContext.seccompProfile",
                        "volume hostPath",
                        "b: allowPrivilegeEscalation is missing",
                        "b: readOnlyRootFilesystem",
                        "b: capabilities.drop",
                        "b: capabilities.add",
                        "b: hostPort 993",
                        "b: port 993",
                        "b: no volume on /tmp");
    }
}
