package io.zimbraproxy.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.read.ManifestReader;
import io.zimbraproxy.crds.read.ManifestResult;
import io.zimbraproxy.crds.validate.SpecValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every folder of {@code src/test/resources/migrate} is a case; {@code -Dmigrate.update=true} writes what comes out as expected. */
class ImportCasesTest {
    @TestFactory
    Stream<DynamicTest> makesTheManifestOfEverySite() throws IOException {
        return ImportCase.all().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
    }

    private static void check(ImportCase each) throws IOException {
        ImportCase.Outcome outcome = each.run();
        if (Boolean.getBoolean("migrate.update")) {
            each.update(outcome);
        }
        assertThat(outcome.err()).isEqualTo(each.text("expected-err.txt"));
        if (each.has("out.yaml")) {
            assertThat(outcome.out()).isEqualTo(each.text("out.yaml"));
            assertThat(outcome.exitCode()).isZero();
            validates(outcome);
        } else {
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.exitCode()).isEqualTo(2);
        }
        keepsItsSecrets(each, outcome);
    }

    /** A manifest is valid, or exactly what is wrong with it was said. */
    private static void validates(ImportCase.Outcome outcome) {
        ManifestResult read = ManifestReader.read("out.yaml", outcome.out().getBytes(StandardCharsets.UTF_8));
        List<String> said = outcome.err()
                .lines()
                .filter(line -> line.startsWith("  spec."))
                .map(String::strip)
                .toList();
        assertThat(read.problems()).isEmpty();
        assertThat(SpecValidator.validate(read.resource().getSpec()).stream().map(Object::toString))
                .containsExactlyElementsOf(said);
    }

    private static void keepsItsSecrets(ImportCase each, ImportCase.Outcome outcome) {
        assertThat(outcome.out() + outcome.err())
                .as(each.name())
                .doesNotContain("PRIVATE KEY")
                .doesNotContain("s3cret")
                .doesNotContain("never-shown");
    }
}
