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

/**
 * testssl.sh finds no weakness above LOW, on any port and with either engine. Takes 15 minutes; enabled by {@code
 * -Dtestssl=true}.
 */
@EnabledIfSystemProperty(named = "testssl", matches = "true")
class WeaknessScanIT {
    private static final Path EXCEPTIONS = Path.of("src/test/resources/tls/testssl.tsv");

    /** Response headers that testssl.sh checks; each site configures its own (docs/operations.md). */
    private static final String HEADERS = "http: {responseHeaders: {Strict-Transport-Security: max-age=31536000,"
            + " X-Content-Type-Options: nosniff, X-Frame-Options: SAMEORIGIN}}";

    @TempDir
    Path folder;

    /** A port and the protocol of STARTTLS, empty for implicit TLS. */
    private record Scan(String name, int port, String startTls) {}

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void findsNoWeakness(String engine) throws Exception {
        Map<String, String> exceptions = exceptions();
        try (TestSite site = TestSite.start(
                folder, StubConfig.demo(), Manifest.sixPorts().with(HEADERS), "-Dzimbra-proxy.tls-engine=" + engine)) {
            TestSsl testssl = new TestSsl(folder);
            List<String> weaknesses = new ArrayList<>();
            for (Scan scan : scans(site)) {
                List<TestSsl.Finding> findings = testssl.run(site, scan.port(), scan.startTls());
                String title = engine + ", " + scan.name();
                print(title, findings);
                assertThat(findings)
                        .as(title + ": checks that must have run")
                        .anyMatch(finding -> finding.id().equals("heartbleed"))
                        .anyMatch(finding -> finding.id().equals("TLS1_3")
                                && finding.severity().equals("OK"));
                findings.stream()
                        .filter(TestSsl.Finding::isWeakness)
                        .filter(finding -> !exceptions.containsKey(finding.id()))
                        .forEach(finding -> weaknesses.add(title + ": " + finding));
            }
            assertThat(weaknesses).isEmpty();
        }
    }

    private static List<Scan> scans(TestSite site) {
        return List.of(
                new Scan("HTTPS", site.https(), ""),
                new Scan("IMAPS", site.imaps(), ""),
                new Scan("POP3S", site.pop3s(), ""),
                new Scan("IMAP STARTTLS", site.imap(), "imap"),
                new Scan("POP3 STLS", site.pop3(), "pop3"));
    }

    /** Reads the accepted findings: their reasons by id. */
    private static Map<String, String> exceptions() throws Exception {
        return Files.readAllLines(EXCEPTIONS).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static void print(String title, List<TestSsl.Finding> findings) {
        Map<String, Long> counts =
                findings.stream().collect(Collectors.groupingBy(TestSsl.Finding::severity, Collectors.counting()));
        System.out.println(title + ": " + findings.size() + " findings " + counts);
        findings.stream()
                .filter(finding -> finding.isWeakness() || finding.severity().equals("LOW"))
                .forEach(finding ->
                        System.out.println("  " + finding.severity() + " " + finding.id() + ": " + finding.text()));
    }
}
