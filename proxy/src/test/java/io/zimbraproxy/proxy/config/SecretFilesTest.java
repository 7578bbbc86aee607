package io.zimbraproxy.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.crds.validate.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in which secrets are looked up. */
class SecretFilesTest {
    @TempDir
    private Path folder;

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void readsASecretFromItsOwnFolder() throws IOException {
        Files.createDirectory(folder.resolve("mail-tls"));
        Files.writeString(folder.resolve("mail-tls/tls.crt"), "nested");

        assertThat(read("mail-tls", "tls.crt")).isEqualTo("nested");
    }

    @Test
    void readsASecretFromACommonFolder() throws IOException {
        Files.writeString(folder.resolve("mail-tls_tls.crt"), "flat");

        assertThat(read("mail-tls", "tls.crt")).isEqualTo("flat");
    }

    /** The watch waits for the file at both places. */
    @Test
    void requestsBothFilesOfAMissingSecret() {
        SecretFiles files = new SecretFiles(folder, problems);

        assertThat(files.read("spec.tls.certificateRef", "mail-tls", "tls.crt")).isEmpty();
        assertThat(files.requested()).contains(folder.resolve("mail-tls/tls.crt"), folder.resolve("mail-tls_tls.crt"));
        assertThat(problems).hasSize(1);
    }

    private String read(String name, String key) {
        return new String(
                new SecretFiles(folder, problems).read("spec", name, key).orElseThrow(), StandardCharsets.UTF_8);
    }
}
