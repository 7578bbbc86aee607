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

/** What follows from resources, by the folders in {@code src/test/resources/desired}. */
class DesiredCasesTest {
    private static final boolean UPDATE = Boolean.getBoolean("desired.update");

    static Stream<DesiredCase> all() {
        return DesiredCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void followsAsWritten(DesiredCase given) throws IOException {
        Map<String, String> files = given.outcome().files();
        if (UPDATE) {
            given.expect(files);
        }
        Map<String, String> expected = given.expected();

        assertThat(files.keySet()).isEqualTo(expected.keySet());
        assertThat(files).allSatisfy((file, text) -> assertThat(text).as(file).isEqualTo(expected.get(file)));
    }

    /** Nothing else follows from what has been carried out: an operator comes to rest. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void theSameFollowsAgain(DesiredCase given) {
        Outcome first = given.outcome();
        Given after = given.given().with(first.objects().stream().filter(object -> is(object, "Secret")));
        JsonNode proxy = after.objects().stream()
                .filter(object -> is(object, "ZimbraProxy"))
                .findFirst()
                .orElseThrow();

        Outcome second = Outcome.of(after.with(Stream.of(first.statusOf(proxy))), given.pods());

        assertThat(second.objects()).isEqualTo(first.objects());
        assertThat(StatusBuilder.same(second.status(), first.status())).isTrue();
    }

    /** An API server takes all of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void everyObjectIsGood(DesiredCase given) {
        assertThat(mistakes(given.given().objects())).as("what is given").isEmpty();
        assertThat(mistakes(given.outcome().objects())).as("what follows").isEmpty();
    }

    private static List<String> mistakes(Collection<JsonNode> objects) {
        return objects.stream()
                .flatMap(object -> Stream.of(
                                StrictManifestReader.problem(object).stream(),
                                RequiredField.all().stream()
                                        .filter(field -> field.isMissingIn(object))
                                        .map(RequiredField::path),
                                Twice.in(object).stream(),
                                strangers(object))
                        .flatMap(problems -> problems)
                        .map(problem -> object.path("kind").asText() + " " + Given.name(object) + ": " + problem))
                .toList();
    }

    /** Labels by which pods would be looked for, and which they do not have. */
    private static Stream<String> strangers(JsonNode object) {
        JsonNode labels = object.at("/spec/template/metadata/labels");
        return object.at("/spec/selector/matchLabels").properties().stream()
                .filter(label -> object.at("/spec").has("template"))
                .filter(label -> !label.getValue().equals(labels.get(label.getKey())))
                .map(label -> "pods are not labelled " + label);
    }

    /** Only edge nodes open ports of their own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void podsAreRestricted(DesiredCase given) {
        assertThat(given.outcome().objects())
                .filteredOn(object -> object.at("/spec/template").isObject())
                .allSatisfy(object -> assertThat(RestrictedPod.problemsByStandard(object.at("/spec/template")))
                        .filteredOn(problem -> !(is(object, "DaemonSet") && problem.contains("hostPort")))
                        .isEmpty());
    }

    private static boolean is(JsonNode object, String kind) {
        return object.path("kind").asText().equals(kind);
    }
}
