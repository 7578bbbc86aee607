package io.zimbraproxy.proxy.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** testssl.sh finds no weakness above LOW, on any port and with either engine. A quarter of an hour: {@code -Dtestssl=true}. */
@EnabledIfSystemProperty(named = "testssl", matches = "true")
class WeaknessScanIT {
    private static final Path EXCEPTIONS = Path.of("src/test/resources/tls/testssl.tsv");

    /** The headers of answers are for a site to choose (docs/operations.md); this one has. */
    private static final String HEADERS = "http: {responseHeaders: {Strict-Transport-Security: max-age=31536000,"
            + " X-Content-Type-Options: nosniff, X-Frame-Options: SAMEORIGIN}}";

    @TempDir
    Path folder;

    /** A port, and the protocol in which TLS begins there. */
    private record Way(String name, int port, String startTls) {}

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void findsNoWeakness(String engine) throws Exception {
        Map<String, String> exceptions = exceptions();
        try (TestSite site = TestSite.start(
                folder, StubConfig.demo(), Manifest.sixPorts().with(HEADERS), "-Dzimbra-proxy.tls-engine=" + engine)) {
            TestSsl testssl = new TestSsl(folder);
            List<String> weaknesses = new ArrayList<>();
            for (Way way : ways(site)) {
                List<TestSsl.Finding> findings = testssl.run(site, way.port(), way.startTls());
                String title = engine + ", " + way.name();
                tell(title, findings);
                assertThat(findings)
                        .as(title + ": what must have been tried")
                        .anyMatch(finding -> finding.id().equals("heartbleed"))
                        .anyMatch(finding -> finding.id().equals("TLS1_3")
                                && finding.severity().equals("OK"));
                findings.stream()
                        .filter(TestSsl.Finding::matters)
                        .filter(finding -> !exceptions.containsKey(finding.id()))
                        .forEach(finding -> weaknesses.add(title + ": " + finding));
            }
            assertThat(weaknesses).isEmpty();
        }
    }

    private static List<Way> ways(TestSite site) {
        return List.of(
                new Way("HTTPS", site.https(), ""),
                new Way("IMAPS", site.imaps(), ""),
                new Way("POP3S", site.pop3s(), ""),
                new Way("IMAP STARTTLS", site.imap(), "imap"),
                new Way("POP3 STLS", site.pop3(), "pop3"));
    }

    /** The exceptions by their id, each with its reason. */
    private static Map<String, String> exceptions() throws Exception {
        return Files.readAllLines(EXCEPTIONS).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static void tell(String title, List<TestSsl.Finding> findings) {
        Map<String, Long> counts =
                findings.stream().collect(Collectors.groupingBy(TestSsl.Finding::severity, Collectors.counting()));
        System.out.println(title + ": " + findings.size() + " findings " + counts);
        findings.stream()
                .filter(finding -> finding.matters() || finding.severity().equals("LOW"))
                .forEach(finding ->
                        System.out.println("  " + finding.severity() + " " + finding.id() + ": " + finding.text()));
    }
}
