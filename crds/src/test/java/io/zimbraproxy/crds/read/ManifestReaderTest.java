package io.zimbraproxy.crds.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.zimbraproxy.crds.cases.Case;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests files that are not manifests or are hostile. */
class ManifestReaderTest {
    private static final String MINIMAL = Case.in("good")
            .filter(good -> good.name().equals("minimal.yaml"))
            .findFirst()
            .orElseThrow()
            .text();

    @TempDir
    private Path folder;

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("edge.yaml"), MINIMAL);

        ManifestResult result = ManifestReader.read(file);

        assertThat(result.problems()).isEmpty();
        assertThat(result.resource().getMetadata().getName()).isEqualTo("edge");
        assertThat(result.resource().getSpec().listeners().get(0).port()).isEqualTo(993);
    }

    @Test
    void missingFile() {
        Path file = folder.resolve("edge.yaml");

        assertThat(problems(ManifestReader.read(file)))
                .containsExactly(file + ": the file does not exist; check the path");
    }

    @Test
    void directoryInsteadOfAFile() {
        assertThat(problems(ManifestReader.read(folder)))
                .containsExactly(folder
                        + ": cannot be read (saw a directory); name a file that the user of this process may read");
    }

    @Test
    void largeFileIsNotReadToItsEnd() throws IOException {
        byte[] bytes = new byte[YamlText.MAX_BYTES + 1];
        Arrays.fill(bytes, (byte) '#');
        Path file = Files.write(folder.resolve("edge.yaml"), bytes);

        assertThat(problems(ManifestReader.read(file)))
                .containsExactly(file + ": is larger than 4 MiB; check that it is a manifest");
    }

    @Test
    void largestFile() {
        String padded = MINIMAL + "#".repeat(YamlText.MAX_BYTES - MINIMAL.length());

        assertThat(problems(read(padded))).isEmpty();
    }

    @Test
    void notUtf8() {
        byte[] latin1 = MINIMAL.replace("edge", "\u00e9dge").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(problems(ManifestReader.read("edge.yaml", latin1)))
                .containsExactly("edge.yaml: is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void byteOrderMark() {
        assertThat(problems(read("\uFEFF" + MINIMAL))).isEmpty();
    }

    @Test
    void deepNesting() {
        assertThat(problems(read("[".repeat(100_000))))
                .hasSize(1)
                .first()
                .asString()
                .contains("is not valid YAML");
    }

    @Test
    void aliasBomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [%s]%n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        assertThat(problems(read(bomb.toString())))
                .containsExactly("line 2: uses a YAML alias (saw *a0); write out the value");
    }

    @Test
    void tagsCreateNoObjects() {
        String text = MINIMAL.replace("mail.example.com", "!!java.net.URL [\"http://example.com\"]");

        assertThat(problems(read(text))).containsExactly("spec.hostname: is not text (saw a list); write one value");
    }

    @Test
    void octalPortIsRefused() {
        List<String> problems = problems(read(MINIMAL.replace("port: 993", "port: 0o1741")));

        assertThat(problems).hasSize(1).first().asString().startsWith("spec.listeners[0].port: is not a whole number");
    }

    /** Damaged files lead to problems, never to an exception, and no problem can forge a line of a log. */
    @Test
    void damagedManifests() {
        List<Case> cases = Case.in("good").toList();
        Random random = new Random(4711);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = cases.get(random.nextInt(cases.size())).text().getBytes(StandardCharsets.UTF_8);
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : ":{}[]-&*!|\n".charAt(random.nextInt(11)));
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThatCode(() -> assertThat(problems(ManifestReader.read("edge.yaml", bytes)))
                            .allMatch(problem -> problem.chars().noneMatch(Character::isISOControl)))
                    .as(text)
                    .doesNotThrowAnyException();
        }
    }

    private static ManifestResult read(String text) {
        return ManifestReader.read("edge.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> problems(ManifestResult result) {
        assertThat(result.resource() == null).isEqualTo(!result.problems().isEmpty());
        return result.problems().stream().map(Object::toString).toList();
    }
}
