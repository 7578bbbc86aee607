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

/** Runs the cases in {@code src/test/resources/migrate}; {@code -Dmigrate.update=true} updates the expected files. */
class ImportCasesTest {
    @TestFactory
    Stream<DynamicTest> convertsEverySite() throws IOException {
        return ImportCase.all().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
    }

    private static void check(ImportCase each) throws IOException {
        ImportCase.ImportResult result = each.run();
        if (Boolean.getBoolean("migrate.update")) {
            each.update(result);
        }
        assertThat(result.err()).isEqualTo(each.text("expected-err.txt"));
        if (each.has("out.yaml")) {
            assertThat(result.out()).isEqualTo(each.text("out.yaml"));
            assertThat(result.exitCode()).isZero();
            reportsProblems(result);
        } else {
            assertThat(result.out()).isEmpty();
            assertThat(result.exitCode()).isEqualTo(2);
        }
        hidesSecrets(each, result);
    }

    /** The manifest is valid, or the command reports exactly its problems. */
    private static void reportsProblems(ImportCase.ImportResult result) {
        ManifestResult read = ManifestReader.read("out.yaml", result.out().getBytes(StandardCharsets.UTF_8));
        List<String> reported = result.err()
                .lines()
                .filter(line -> line.startsWith("  spec."))
                .map(String::strip)
                .toList();
        assertThat(read.problems()).isEmpty();
        assertThat(SpecValidator.validate(read.resource().getSpec()).stream().map(Object::toString))
                .containsExactlyElementsOf(reported);
    }

    private static void hidesSecrets(ImportCase each, ImportCase.ImportResult result) {
        assertThat(result.out() + result.err())
                .as(each.name())
                .doesNotContain("PRIVATE KEY")
                .doesNotContain("s3cret")
                .doesNotContain("never-shown");
    }
}
