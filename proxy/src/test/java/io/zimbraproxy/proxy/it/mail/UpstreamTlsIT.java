package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS connections to mailbox servers need a trusted certificate with the name of the server. */
class UpstreamTlsIT {
    @TempDir
    Path folder;

    private static String login(TestSite site) throws Exception {
        try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
            client.line();
            return client.send("a LOGIN alice@example.com secret-alice\r\n").until("a ");
        }
    }

    private static int page(TestSite site) throws Exception {
        try (RawWebClient web = new RawWebClient(site.connectTls(site.https(), TestSite.HOST))) {
            return web.get("/home/alice@example.com/x").status();
        }
    }

    @Test
    void connectsToTrustedServers() throws Exception {
        try (TestSite site =
                TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts().upstreamTls())) {
            assertThat(login(site)).contains("a OK");
            assertThat(page(site)).isEqualTo(200);
        }
    }

    @Test
    void refusesCertificatesOfAnotherAuthority() throws Exception {
        StubConfig zimbra = StubConfig.demo()
                .withCertificate(CertificateAuthority.create("Other CA").issue("localhost", "127.0.0.1"));
        try (TestSite site = TestSite.start(folder, zimbra, Manifest.sixPorts().upstreamTls())) {
            assertThat(login(site)).contains("a NO [UNAVAILABLE]");
            assertThat(page(site)).isEqualTo(502);
            site.proxy()
                    .awaitLine(
                            line -> line.contains("cause=upstream_unavailable") && line.contains("certification path"));
        }
    }

    @Test
    void refusesCertificatesForAnotherName() throws Exception {
        try (TestSite site = TestSite.start(
                folder, StubConfig.demo(), Manifest.sixPorts().upstreamTls().serverName("other.example.net"))) {
            assertThat(login(site)).contains("a NO [UNAVAILABLE]");
            assertThat(page(site)).isEqualTo(502);
            site.proxy().awaitLine(line -> line.contains("cause=upstream_unavailable") && line.contains("localhost"));
        }
    }
}
