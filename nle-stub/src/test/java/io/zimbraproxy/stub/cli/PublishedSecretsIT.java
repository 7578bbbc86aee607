package io.zimbraproxy.stub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the stub's certificates survive its pod as Secrets. */
class PublishedSecretsIT {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private FakeApiServer cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new FakeApiServer(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private int certificates(String directory) {
        return StubCommand.execute(
                new String[] {
                    "certificates",
                    "--dir=" + folder.resolve(directory),
                    "--ca-name=authority",
                    "--publish=authority,example-com-tls",
                    "--api-server=" + cluster.url(),
                    "--service-account=" + cluster.serviceAccount(),
                    "example-com-tls=mail.example.com",
                    "stub-tls=10.0.0.7"
                },
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true));
    }

    private PemPair pair(String directory) throws IOException {
        return PemPair.read(folder.resolve(directory));
    }

    @Test
    void storesNewCertificatesAsSecrets() throws Exception {
        int code = certificates("first");

        assertThat(code).as(err.toString()).isZero();
        assertThat(cluster.secrets()).containsOnlyKeys("authority", "example-com-tls");
        var secret = cluster.secrets().get("example-com-tls");
        assertThat(secret.getString("type")).isEqualTo("kubernetes.io/tls");
        assertThat(Base64.getDecoder().decode(secret.getJsonObject("data").getString("tls.crt")))
                .isEqualTo(Files.readAllBytes(folder.resolve("first/example-com-tls/tls.crt")));
    }

    @Test
    void usesExistingSecrets() throws Exception {
        assertThat(certificates("first")).isZero();
        assertThat(certificates("second")).isZero();

        assertThat(pair("second/authority")).isEqualTo(pair("first/authority"));
        assertThat(pair("second/example-com-tls")).isEqualTo(pair("first/example-com-tls"));
        PemPair unpublished = pair("second/stub-tls");
        assertThat(unpublished).as("not published, so issued again").isNotEqualTo(pair("first/stub-tls"));
        unpublished.leaf().verify(pair("first/authority").leaf().getPublicKey());
    }

    @Test
    void quotesTheApiServersRefusal() throws Exception {
        Files.writeString(cluster.serviceAccount().resolve("token"), "another");

        int code = certificates("first");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("secret authority: the API server refused (403 secrets is forbidden)")
                .contains("get and create on secrets");
        assertThat(cluster.secrets()).isEmpty();
    }
}
