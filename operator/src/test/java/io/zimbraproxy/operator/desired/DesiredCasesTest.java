package io.zimbraproxy.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zimbraproxy.operator.k8s.RequiredField;
import io.zimbraproxy.operator.k8s.RestrictedPod;
import io.zimbraproxy.operator.k8s.StrictManifestReader;
import io.zimbraproxy.operator.status.StatusBuilder;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects and status that the operator derives from a resource, compared with the cases in {@code src/test/resources/desired}. */
class DesiredCasesTest {
    private static final boolean UPDATE = Boolean.getBoolean("desired.update");

    static Stream<DesiredCase> all() {
        return DesiredCase.all();
    }

    /**
     * Compares every object and the status completely, including those that the case inherits from {@code minimal}. The folder of the
     * case must hold nothing that it could inherit.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void producesExpectedObjects(DesiredCase tested) throws IOException {
        Map<String, String> actual = tested.result().files();
        if (UPDATE) {
            tested.expected().update(actual);
        }
        ExpectedFiles expected = tested.expected();
        Map<String, String> texts = expected.all();

        assertThat(actual.keySet()).as("files of %s", tested).isEqualTo(texts.keySet());
        assertThat(actual).allSatisfy((file, text) -> assertThat(text)
                .as("%s (expected by %s)", tested, expected.source(file))
                .isEqualTo(texts.get(file)));
        assertThat(expected.own())
                .as("%s: the folder must hold only differences from minimal; run with -Ddesired.update=true", tested)
                .isEqualTo(expected.differences(texts));
    }

    /** A second reconcile of an applied result must not change anything, or the operator would never come to rest. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void secondReconcileChangesNothing(DesiredCase tested) {
        CaseResult first = tested.result();
        CaseInput after = tested.input().with(first.objects().stream().filter(object -> is(object, "Secret")));
        JsonNode proxy = after.objects().stream()
                .filter(object -> is(object, "ZimbraProxy"))
                .findFirst()
                .orElseThrow();

        CaseResult second = CaseResult.of(after.with(Stream.of(first.statusOf(proxy))), tested.pods());

        assertThat(second.objects()).as("objects of %s", tested).isEqualTo(first.objects());
        assertThat(StatusBuilder.same(second.status(), first.status()))
                .as("status of %s", tested)
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void apiServerAcceptsEveryObject(DesiredCase tested) {
        assertThat(mistakes(tested.input().objects())).as("input of %s", tested).isEmpty();
        assertThat(mistakes(tested.result().objects()))
                .as("objects applied by %s", tested)
                .isEmpty();
    }

    private static List<String> mistakes(Collection<JsonNode> objects) {
        return objects.stream()
                .flatMap(object -> Stream.of(
                                StrictManifestReader.problem(object).stream(),
                                RequiredField.all().stream()
                                        .filter(field -> field.isMissingIn(object))
                                        .map(RequiredField::path),
                                DuplicateEntries.in(object).stream(),
                                unmatchedLabels(object))
                        .flatMap(problems -> problems)
                        .map(problem -> object.path("kind").asText() + " " + CaseInput.name(object) + ": " + problem))
                .toList();
    }

    /** Returns the labels of a workload's selector that its pod template does not have. */
    private static Stream<String> unmatchedLabels(JsonNode object) {
        JsonNode labels = object.at("/spec/template/metadata/labels");
        return object.at("/spec/selector/matchLabels").properties().stream()
                .filter(label -> object.at("/spec").has("template"))
                .filter(label -> !label.getValue().equals(labels.get(label.getKey())))
                .map(label -> "the pod template does not have the label " + label);
    }

    /** Only a DaemonSet may use host ports. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void podsAreRestricted(DesiredCase tested) {
        assertThat(tested.result().objects())
                .filteredOn(object -> object.at("/spec/template").isObject())
                .allSatisfy(object -> assertThat(RestrictedPod.problemsByStandard(object.at("/spec/template")))
                        .as("%s of %s", object.path("kind").asText(), tested)
                        .filteredOn(problem -> !(is(object, "DaemonSet") && problem.contains("hostPort")))
                        .isEmpty());
    }

    private static boolean is(JsonNode object, String kind) {
        return object.path("kind").asText().equals(kind);
    }
}
