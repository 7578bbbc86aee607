package io.zimbraproxy.proxy.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.config.ConfigLoader;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a change of the files to the reported changes and the planned operations. */
class ConfigDiffTest {
    private static final Path CASES = Path.of("src/test/resources/reload-diff");
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("Test CA");

    @TempDir
    static Path folder;

    private static String manifest;

    /** A row of {@code changes.tsv}: a text of the manifest, its replacement, the reported changes, the operations. */
    record Row(int line, String was, String is, List<String> changes, List<String> operations) {
        static Row of(int line, String text) {
            String[] cells = text.split("\t", -1);
            return new Row(
                    line, cells[0], cells[1], List.of(cells[2].split("; ", -1)), List.of(cells[3].split(" ", -1)));
        }

        @Override
        public String toString() {
            return "changes.tsv:" + line + ": " + was + " -> " + is;
        }
    }

    static Stream<Row> rows() throws Exception {
        List<String> lines = Files.readAllLines(CASES.resolve("changes.tsv"));
        return IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).startsWith("//"))
                .mapToObj(i -> Row.of(i + 1, lines.get(i)));
    }

    @BeforeAll
    static void write() throws Exception {
        manifest = Files.readString(CASES.resolve("base.yaml"));
        for (String secret : List.of("first", "second", "third")) {
            renew(secret);
        }
        for (String authority : List.of("clients", "handlers", "mailboxes")) {
            Files.writeString(secret(authority).resolve("ca.crt"), AUTHORITY.pem());
        }
        Files.writeString(secret("tickets").resolve("key"), "t".repeat(32));
    }

    private static Path secret(String name) throws Exception {
        return Files.createDirectories(folder.resolve("secrets").resolve(name));
    }

    private static void renew(String secret) throws Exception {
        AUTHORITY.issue(secret + ".example.com").write(secret(secret));
    }

    private static Snapshot snapshot(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yaml"), text);
        ConfigLoader.Loaded loaded = new ConfigLoader(file, null).load();
        assertThat(loaded.problems()).isEmpty();
        return loaded.snapshot().orElseThrow();
    }

    private static List<String> operations(ConfigDiff diff) {
        return ReloadPlan.of(diff).operations().stream().map(Enum::name).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void reportsChangesAndPlansOperations(Row row) throws Exception {
        assertThat(manifest).as(row.toString()).containsOnlyOnce(row.was());
        ConfigDiff diff = ConfigDiff.between(snapshot(manifest), snapshot(manifest.replace(row.was(), row.is())));
        assertThat(diff.texts().stream().map(ConfigDiffTest::withoutDetails))
                .as(row.toString())
                .isEqualTo(row.changes());
        assertThat(operations(diff)).as(row.toString()).isEqualTo(row.operations());
        // The reverse change needs the same operations.
        ConfigDiff back = ConfigDiff.between(snapshot(manifest.replace(row.was(), row.is())), snapshot(manifest));
        assertThat(operations(back)).as("reverse of " + row).isEqualTo(row.operations());
    }

    /** Removes the subject and the end of a certificate. */
    private static String withoutDetails(String text) {
        return text.replaceAll(" \\(CN=.*, RSA, until [-0-9TZ:.]+\\)", " (...)");
    }

    @Test
    void findsNoChangeInACommentAlone() throws Exception {
        ConfigDiff diff = ConfigDiff.between(snapshot(manifest), snapshot("# a comment\n" + manifest));
        assertThat(diff.isEmpty()).isTrue();
        assertThat(operations(diff)).isEmpty();
    }

    @Test
    void renewsOnlyTlsForARenewedCertificate() throws Exception {
        Snapshot before = snapshot(manifest);
        renew("second");
        ConfigDiff diff = ConfigDiff.between(before, snapshot(manifest));
        assertThat(diff.texts().stream().map(ConfigDiffTest::withoutDetails))
                .containsExactly("certificate second (...) renewed");
        assertThat(operations(diff)).containsExactly("RENEW_TLS");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secrets")
    void renewsTheUsersOfAChangedSecret(String name, String change, String operations) throws Exception {
        Snapshot before = snapshot(manifest);
        if (name.equals("tickets")) {
            Files.writeString(
                    secret(name).resolve("key"),
                    "T" + Files.readString(secret(name).resolve("key")));
        } else {
            Files.writeString(
                    secret(name).resolve("ca.crt"),
                    CertificateAuthority.create("Another CA").pem());
        }
        ConfigDiff diff = ConfigDiff.between(before, snapshot(manifest));
        assertThat(diff.texts()).containsExactly(change);
        assertThat(operations(diff)).isEqualTo(List.of(operations.split(" ", -1)));
    }

    static Stream<Arguments> secrets() {
        return Stream.of(
                Arguments.of("tickets", "ticket keys changed", "RENEW_TLS RENEW_HANDLERS"),
                Arguments.of("clients", "clientCertificates changed", "RENEW_TLS RENEW_HANDLERS"),
                Arguments.of("handlers", "authorities of lookup handlers changed", "REPLACE_LOOKUP RENEW_HANDLERS"),
                Arguments.of("mailboxes", "authorities of mailbox servers changed", "RENEW_POOLS RENEW_HANDLERS"));
    }

    @Test
    void plansAllOperationsForTheStartOfAProcess() {
        assertThat(ReloadPlan.everything().operations()).containsExactly(Operation.values());
    }

    /** Fails if a new part has no operation, or a new operation no part. */
    @Test
    void everyPartHasAnOperation() {
        for (Part part : Part.values()) {
            ReloadPlan plan = ReloadPlan.of(new ConfigDiff(List.of(new Change(part, "x"))));
            assertThat(plan.operations()).as(part.name()).isNotEmpty().isSorted();
        }
        assertThat(Arrays.stream(Operation.values())
                        .filter(operation -> !operation.neededFor(EnumSet.allOf(Part.class)))
                        .collect(Collectors.toList()))
                .isEmpty();
    }
}
