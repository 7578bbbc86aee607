package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zimbraproxy.crds.read.ManifestReader;
import io.zimbraproxy.crds.read.ManifestResult;
import io.zimbraproxy.crds.validate.SpecValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every ZimbraProxy in the samples and in the values of the chart is valid. */
class SamplesTest {
    static Stream<Rendering> all() {
        return Rendering.all()
                .filter(rendering -> rendering.ofKind("ZimbraProxy").findAny().isPresent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void resourcesAreValid(Rendering rendering) {
        assertThat(rendering.ofKind("ZimbraProxy").flatMap(SamplesTest::problems))
                .isEmpty();
    }

    private static Stream<String> problems(JsonNode resource) {
        ManifestResult result = ManifestReader.read(
                resource.at("/metadata/name").asText(),
                ProjectFiles.yaml(resource).getBytes(StandardCharsets.UTF_8));
        Stream<?> rules = result.resource() == null
                ? Stream.empty()
                : SpecValidator.validate(result.resource().getSpec()).stream();
        return Stream.concat(result.problems().stream(), rules).map(Object::toString);
    }

    /** The proxy of the demo uses ports of the stub's Service and Secrets that the stub publishes. */
    @Test
    void demoIsConsistent() {
        ExternalProgram.KUBECTL.assumeAvailable();
        Rendering demo = Rendering.kustomized(ProjectFiles.K8S.resolve("samples/demo"));
        String spec = demo.ofKind("ZimbraProxy")
                .findFirst()
                .orElseThrow()
                .path("spec")
                .toString();
        JsonNode pod = demo.podTemplates().findFirst().orElseThrow().path("spec");
        List<String> ports = demo.ofKind("Service")
                .flatMap(service -> stream(service.at("/spec/ports")))
                .map(port -> port.path("port").asText())
                .toList();

        assertThat(found("svc:(\\d+)", spec)).isNotEmpty().allMatch(ports::contains);
        assertThat(found("\"httpsPort\":(\\d+)", spec)).hasSize(2).allMatch(ports::contains);
        String published = stream(pod.at("/initContainers/0/args"))
                .map(JsonNode::asText)
                .filter(argument -> argument.startsWith("--publish="))
                .findFirst()
                .orElseThrow();
        assertThat(found("Ref\":\\{\"name\":\"([^\"]+)", spec)).isNotEmpty().allMatch(published::contains);
        assertThat(demo.ofKind("Role")
                        .flatMap(role -> stream(role.at("/rules/0/resourceNames")))
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrder(
                        published.substring("--publish=".length()).split(",", -1));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
