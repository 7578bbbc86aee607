package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** litmus, the test suite for WebDAV servers (RFC 4918), finds a real Apache behind the proxy as it is without. */
class WebDavIT {
    @TempDir
    static Path folder;

    private static Apache apache;
    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        apache = Apache.start(Files.createDirectories(folder.resolve("apache")));
        site = TestSite.start(
                Files.createDirectories(folder.resolve("site")),
                StubConfig.empty(),
                // litmus knows the proxy as localhost.
                Manifest.sixPorts()
                        .pool("{host: 127.0.0.1, httpPort: " + apache.port() + "}")
                        .merged("spec: {tls: {strictServerName: false}}"));
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
        if (apache != null) {
            apache.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void passesTheWholeSuite(String scheme) throws Exception {
        int port = scheme.equals("https") ? site.https() : site.http();
        Path run = Files.createDirectory(folder.resolve(scheme));
        String output = Program.run(
                        run,
                        List.of(
                                Program.require("litmus", "litmus").toString(),
                                "--keep-going",
                                scheme + "://localhost:" + port + "/files/"))
                .requireSuccess()
                .output();

        for (String suite : List.of("basic", "copymove", "props", "locks", "http")) {
            assertThat(output)
                    .containsPattern("summary for `" + suite + "': of (\\d+) tests run: \\1 passed, 0 failed");
        }
    }
}
