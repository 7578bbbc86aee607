package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.stub.config.StubConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs the cases of {@code src/test/resources/web}, each twice: in one piece, and byte by byte. A request is refused or has
 * exactly one meaning. A response is complete, or the client sees that it is not.
 */
class WebCorpusIT {
    private static final Path WEB = Path.of("src/test/resources/web");

    private static RecordingMailbox mailbox;
    private static FixedLookupHandler lookup;
    private static WebCorpusSite site;

    @RegisterExtension
    static final SiteExtension proxySite = SiteExtension.of(StubConfig.empty(), companions -> {
        mailbox = companions.add(new RecordingMailbox());
        int port = mailbox.port();
        lookup = companions.add(new FixedLookupHandler(Map.of("http", port)));
        return Manifest.sixPorts()
                .handlers(lookup.url())
                .pool("{host: 127.0.0.1, httpPort: " + port + ", httpsPort: " + port + "}")
                .forgiving();
    });

    private interface Runner {
        void run(WebCase webCase, boolean inPieces) throws Exception;
    }

    @BeforeAll
    static void createSite() {
        site = new WebCorpusSite(proxySite, mailbox, lookup);
    }

    @TestFactory
    Stream<DynamicNode> requests() throws IOException {
        return tests("requests", (webCase, inPieces) -> new RequestCaseRunner(webCase, site).run(inPieces));
    }

    @TestFactory
    Stream<DynamicNode> responses() throws IOException {
        return tests("responses", (webCase, inPieces) -> new ResponseCaseRunner(webCase, site).run(inPieces));
    }

    private static Stream<DynamicNode> tests(String folder, Runner runner) throws IOException {
        List<DynamicNode> files = new ArrayList<>();
        for (Path file : WebCase.files(WEB.resolve(folder))) {
            List<WebCase> cases = WebCase.in(file);
            assertThat(cases).as(file.toString()).isNotEmpty();
            files.add(DynamicContainer.dynamicContainer(
                    file.getFileName().toString(),
                    cases.stream()
                            .map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
                                run(one, runner, false);
                                run(one, runner, true);
                            }))));
        }
        return files.stream();
    }

    private static void run(WebCase one, Runner runner, boolean inPieces) throws IOException {
        try {
            runner.run(one, inPieces);
        } catch (Exception | AssertionError failed) {
            // Connections of this case must not disturb the next one.
            site.mailbox().reset();
            throw new AssertionError(one + (inPieces ? ", byte by byte" : ", in one piece") + "\n" + failed, failed);
        }
    }
}
