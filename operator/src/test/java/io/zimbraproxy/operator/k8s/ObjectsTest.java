package io.zimbraproxy.operator.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object in k8s is valid for an API server. */
class ObjectsTest {
    /** Size limit of all annotations of an object. {@code kubectl apply} stores the whole object in one of them. */
    private static final int APPLIED_BYTES = 256 * 1024;

    static Stream<Rendering> all() {
        return Rendering.all();
    }

    static Stream<Path> kustomizations() {
        return Rendering.kustomizations();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kustomizations")
    void everyKustomizationHasObjects(Path folder) {
        ExternalProgram.KUBECTL.assumeAvailable();

        assertThat(Rendering.kustomized(folder).objects()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void noFieldIsUnknown(Rendering rendering) {
        List<String> problems = rendering.objects().stream()
                .flatMap(object ->
                        StrictManifestReader.problem(object)
                                .map(problem -> Rendering.id(object) + ": " + problem)
                                .stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void noFieldIsMissing(Rendering rendering) {
        List<String> missing = rendering.objects().stream()
                .flatMap(object -> RequiredField.all().stream()
                        .filter(field -> field.isMissingIn(object))
                        .map(field -> Rendering.id(object) + ": " + field.path()))
                .toList();

        assertThat(missing).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void objectsAreUniqueAndSmallEnough(Rendering rendering) {
        assertThat(rendering.objects().stream().map(Rendering::id)).doesNotHaveDuplicates();
        assertThat(rendering.objects())
                .allSatisfy(object -> assertThat(object.toString().getBytes(StandardCharsets.UTF_8).length)
                        .as(Rendering.id(object))
                        .isLessThan(APPLIED_BYTES));
    }

    /** Tests the two checks themselves: they must find mistakes. */
    @Test
    void checksFindMistakes() {
        JsonNode deployment = ProjectFiles.objects("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a}
                spec: {selector: {}, template: {spec: {containers: [{name: b, imagePullPolicies: Always}]}}}
                """).get(0);

        assertThat(StrictManifestReader.problem(deployment))
                .hasValueSatisfying(problem -> assertThat(problem).contains("imagePullPolicies"));
        assertThat(RequiredField.all().stream()
                        .filter(field -> field.isMissingIn(deployment))
                        .map(RequiredField::path))
                .containsExactly("spec.template.spec.containers[].image");
        assertThat(StrictManifestReader.problem(
                        ProjectFiles.objects("apiVersion: v1\nkind: Deploymnet").get(0)))
                .isNotEqualTo(Optional.empty());
    }
}
