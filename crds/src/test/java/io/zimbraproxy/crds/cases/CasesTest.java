package io.zimbraproxy.crds.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.read.ManifestReader;
import io.zimbraproxy.crds.read.ManifestResult;
import io.zimbraproxy.crds.validate.SpecValidator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the problems that the proxy finds in the manifests of {@code src/test/resources/cases}. */
class CasesTest {
    static Stream<Case> good() {
        return Case.in("good");
    }

    /** Files in "unreadable" are not YAML, or not exactly one manifest. */
    static Stream<Case> bad() {
        return Stream.of("bad", "unreadable").flatMap(Case::in);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void good(Case manifest) {
        assertThat(problems(manifest)).as(manifest.name()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void bad(Case manifest) {
        assertThat(manifest.expected()).isNotEmpty();
        assertThat(problems(manifest)).as(manifest.name()).containsExactlyElementsOf(manifest.expected());
    }

    private static List<String> problems(Case manifest) {
        ManifestResult result = ManifestReader.read(manifest.name(), manifest.bytes());
        return Stream.concat(
                        result.problems().stream(),
                        result.resource() == null
                                ? Stream.empty()
                                : SpecValidator.validate(result.resource().getSpec()).stream())
                .map(Object::toString)
                .toList();
    }
}
