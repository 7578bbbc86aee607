package io.zimbraproxy.proxy.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.ManagementClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy process: command line, exit codes, log and management endpoints. */
class ProcessIT {
    @TempDir
    Path folder;

    private ProxyProcess run(String... args) throws Exception {
        return ProxyProcess.launch(List.of(), args);
    }

    @Test
    void reportsAllConfigurationProblemsAndOpensNoListener() throws Exception {
        int port = FreePorts.take();
        Path file = Files.writeString(folder.resolve("bad.yaml"), """
                apiVersion: zimbraproxy.io/v1alpha1
                kind: ZimbraProxy
                metadata: {name: bad}
                spec:
                  hostname: mail.example.com
                  listenrs: []
                  listeners:
                    - {name: imap, protocol: IMAP, port: %d, startTls: On}
                    - {name: imaps, protocol: IMAPS, port: "993"}
                  timeouts: {drain: 5}
                """.formatted(port));
        for (String[] args : new String[][] {{"--config", file.toString()}, {"validate", file.toString()}}) {
            try (ProxyProcess proxy = run(args)) {
                assertThat(proxy.awaitExit()).isEqualTo(2);
                assertThat(proxy.log())
                        .contains("spec.listenrs: is not a known field; did you mean listeners?")
                        .contains("spec.listeners[0].startTls: ")
                        .contains("spec.listeners[1].port: ")
                        .contains("spec.timeouts.drain: ")
                        .doesNotContain("\tat ")
                        .doesNotContain("listening");
            }
        }
    }

    @Test
    void reportsAMissingSecret() throws Exception {
        Path file = Files.writeString(folder.resolve("edge.yaml"), """
                apiVersion: zimbraproxy.io/v1alpha1
                kind: ZimbraProxy
                metadata: {name: edge}
                spec:
                  hostname: mail.example.com
                  listeners: [{name: imaps, protocol: IMAPS, port: 1993}]
                  tls: {certificateRef: {name: nowhere}}
                  lookup: {handlers: ["http://127.0.0.1:7072"]}
                """);
        try (ProxyProcess proxy = run("--config", file.toString())) {
            assertThat(proxy.awaitExit()).isEqualTo(2);
            assertThat(proxy.log())
                    .contains("spec.tls.certificateRef: the file does not exist")
                    .contains(folder.resolve("secrets/nowhere/tls.crt").toString());
        }
    }

    @Test
    void importsASiteFromNginxIncludes() throws Exception {
        Path includes = Path.of("src/test/resources/migrate/nginx-includes/in-includes");
        Path file = folder.resolve("edge.yaml");
        try (ProxyProcess proxy = run("import", includes.toString(), "--output", file.toString())) {
            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.log()).doesNotContain("never-shown");
        }
        assertThat(file).hasSameTextualContentAs(includes.resolveSibling("out.yaml"));
        try (ProxyProcess proxy = run("import", includes.toString(), "--output", file.toString())) {
            assertThat(proxy.awaitExit()).isEqualTo(1);
            assertThat(proxy.log()).contains("exists already");
        }
        try (ProxyProcess proxy = run("import", folder.resolve("nowhere").toString())) {
            assertThat(proxy.awaitExit()).isEqualTo(2);
            assertThat(proxy.log()).contains("nowhere: does not exist").doesNotContain("\tat ");
        }
    }

    @Test
    void refusesUnknownOptions() throws Exception {
        try (ProxyProcess proxy = run()) {
            assertThat(proxy.awaitExit()).isEqualTo(2);
            assertThat(proxy.log()).contains("--config FILE").contains("Usage:");
        }
        try (ProxyProcess proxy = run("--confg", "x")) {
            assertThat(proxy.awaitExit()).isEqualTo(2);
            assertThat(proxy.log()).contains("--confg");
        }
    }

    @Test
    void printsVersionAndHelp() throws Exception {
        try (ProxyProcess proxy = run("--version")) {
            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.log()).startsWith("zimbra-proxy ");
        }
        try (ProxyProcess proxy = run("--help")) {
            assertThat(proxy.awaitExit()).isZero();
            assertThat(proxy.log()).contains("--secrets-dir").contains("validate");
        }
    }

    @Test
    void reportsAPortThatIsInUse() throws Exception {
        try (TestSite site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts());
                ProxyProcess second =
                        run("--config", folder.resolve("site.yaml").toString())) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.log())
                    .contains("cannot listen on port " + site.imap())
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void reportsHealthConfigurationAndMetrics() throws Exception {
        try (TestSite site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts())) {
            ProxyProcess proxy = site.proxy();
            ManagementClient management = proxy.managementClient();
            try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
                client.line();
                client.send("a LOGIN alice@example.com secret-alice\r\n").until("a ");
                assertThat(management.get("/q/health/ready").status()).isEqualTo(200);
                assertThat(management.get("/q/health/live").status()).isEqualTo(200);
                assertThat(management.get("/config").text())
                        .contains(
                                "\"phase\":\"ready\"",
                                "\"hash\":",
                                "\"generation\":",
                                "\"appliedAt\":",
                                "\"problems\":[]");
                assertThat(management.get("/q/metrics").text())
                        .contains("zimbra_proxy_connections_open{listener=\"imaps\"} 1.0")
                        .contains("zimbra_proxy_logins_seconds_count{listener=\"imaps\",outcome=\"ok\"} 1");
            }
            proxy.awaitLine(line -> line.contains("listener=imaps ") && line.contains("user=alice@example.com"));
        }
    }

    @Test
    void logsAnUnreachableLookupHandlerAtStart() throws Exception {
        String nowhere = "http://127.0.0.1:" + FreePorts.take();
        try (FixedLookupHandler lookup = new FixedLookupHandler(Map.of());
                TestSite site = TestSite.start(
                        folder, StubConfig.empty(), Manifest.sixPorts().handlers(nowhere + ", " + lookup.url()))) {
            assertThat(site.proxy().awaitLine(line -> line.contains("lookup handler does not respond")))
                    .contains("handler=" + nowhere)
                    .contains("refused");
            assertThat(site.proxy().log()).doesNotContain("handler=" + lookup.url());
        }
    }
}
