package io.zimbraproxy.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.cli.ImportCase.ImportResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the files, the messages and the exit codes of {@code import}. */
class ImportCommandTest {
    private static final Path CASES = Path.of("src/test/resources/migrate");
    private static final String SITE =
            "objectClass: zimbraGlobalConfig\nzimbraPublicServiceHostname: mail.example.com\n";

    @TempDir
    Path folder;

    private static ImportCase certificates() {
        return new ImportCase(CASES.resolve("domain-certificates"));
    }

    @Test
    void readsStandardInput() {
        ImportResult result = ImportCase.command(SITE, "-");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("from standard input").contains("hostname: mail.example.com");
    }

    @Test
    void reportsAMissingHostName() {
        ImportResult result = ImportCase.command("objectClass: zimbraGlobalConfig\nzimbraMailProxyPort: 80\n", "-");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("spec:\n  listeners:\n");
        assertThat(result.err()).contains("  spec.hostname: is missing");
    }

    @Test
    void writesSecretsInTheLayoutThatTheProxyReads() throws IOException {
        Path secrets = folder.resolve("secrets");
        assertThat(certificates().run("--secrets-dir", secrets.toString()).exitCode())
                .isZero();
        try (Stream<Path> files = Files.walk(secrets)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> secrets.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "example-org-tls/tls.crt",
                            "example-org-tls/tls.key",
                            "example-org-tls-2/tls.crt",
                            "example-org-tls-2/tls.key",
                            "example-net-tls/tls.crt",
                            "example-net-tls/tls.key",
                            "zimbra-ca/ca.crt");
        }
        Path key = secrets.resolve("example-net-tls/tls.key");
        assertThat(Files.readString(key))
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("-----END PRIVATE KEY-----\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        // The input contains this certificate twice: as plain text and in base64.
        assertThat(secrets.resolve("example-net-tls/tls.crt"))
                .hasSameTextualContentAs(secrets.resolve("example-org-tls-2/tls.crt"));
    }

    @Test
    void writesSecretsAsManifests() throws IOException {
        Path file = folder.resolve("secrets.yaml");
        assertThat(certificates().run("--secrets", file.toString()).exitCode()).isZero();
        String yaml = Files.readString(file);
        assertThat(yaml.split("---\n")).hasSize(4);
        assertThat(yaml)
                .contains("name: example-org-tls\ntype: kubernetes.io/tls\n")
                .contains("name: zimbra-ca\ntype: Opaque\n");
        String encoded = yaml.replaceFirst("(?s).*?tls[.]key: (\\S+).*", "$1");
        assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void overwritesFilesOnlyWithForce() throws IOException {
        Path file = Files.writeString(folder.resolve("edge.yaml"), "mine");
        Path secrets = folder.resolve("secrets");
        ImportResult rejected = certificates().run("--output", file.toString(), "--secrets-dir", secrets.toString());
        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.err()).isEqualTo("import: " + file + ": exists already; use --force to overwrite it\n");
        assertThat(file).hasContent("mine");
        assertThat(secrets).doesNotExist();

        assertThat(certificates().run("--output", file.toString(), "--force").exitCode())
                .isZero();
        assertThat(Files.readString(file)).isEqualTo(certificates().text("out.yaml"));
    }

    @Test
    void reportsThatItCannotWrite() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        ImportResult result = ImportCase.command(
                SITE, "-", "--output", inTheWay.resolve("edge.yaml").toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("edge.yaml: cannot be written").doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void namesInputThatIsMissingOrNotText() throws IOException {
        ImportResult missing = ImportCase.command("", folder.resolve("nowhere").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("nowhere: does not exist");

        Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', ':', ' ', 'b', '\n', (byte) 0xff, '\n'});
        ImportResult notText = ImportCase.command("", binary.toString());
        assertThat(notText.exitCode()).isEqualTo(2);
        assertThat(notText.err()).isEqualTo("import: " + binary + ":2: is not UTF-8 text; save the output as UTF-8\n");
    }

    @Test
    void rejectsWrongUsage() {
        assertThat(ImportCase.command("").exitCode()).isEqualTo(2);
        assertThat(ImportCase.command(SITE, "-", "--name", "Edge_1").exitCode()).isEqualTo(2);
        ImportResult unknown = ImportCase.command(SITE, "-", "--server", "nobody.example.com");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--server: the input has no server of that name");
    }

    @Test
    void limitsItsInput() throws IOException {
        Path endless = folder.resolve("endless");
        try (var out = Files.newBufferedWriter(endless)) {
            for (int i = 0; i < 17; i++) {
                out.write("x".repeat(64 * 1024));
            }
        }
        ImportResult result = ImportCase.command("", endless.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("endless:1: is longer than 1 MiB");
    }
}
