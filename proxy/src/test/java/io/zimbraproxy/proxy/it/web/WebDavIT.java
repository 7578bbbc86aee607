package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** litmus, a test suite for WebDAV servers (RFC 4918), passes with an Apache behind the proxy. */
class WebDavIT {
    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(StubConfig.empty(), companions -> {
        Apache apache = companions.add(Apache.start(companions.folder("apache")));
        // litmus uses the host name localhost.
        return Manifest.sixPorts()
                .pool("{host: 127.0.0.1, httpPort: " + apache.port() + "}")
                .merged("spec: {tls: {strictServerName: false}}");
    });

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void passesTheWholeSuite(String scheme) throws Exception {
        int port = scheme.equals("https") ? site.https() : site.http();
        Path run = Files.createDirectory(site.folder().resolve(scheme));
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
