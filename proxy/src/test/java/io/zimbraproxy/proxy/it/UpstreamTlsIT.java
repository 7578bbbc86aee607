package io.zimbraproxy.proxy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to mailbox servers over TLS: only to servers with a certificate that is trusted and names them. */
class UpstreamTlsIT {
    @TempDir
    Path folder;

    private static String login(Site site) throws Exception {
        try (MailClient client = site.connectTls(site.imaps(), Site.HOST)) {
            client.line();
            return client.send("a LOGIN alice@example.com secret-alice\r\n").until("a ");
        }
    }

    private static int page(Site site) throws Exception {
        try (WebClient web = new WebClient(site.connectTls(site.https(), Site.HOST))) {
            return web.get("/home/alice@example.com/x").status();
        }
    }

    @Test
    void reachesServersThatCanBeTrusted() throws Exception {
        try (Site site =
                Site.start(folder, StubConfig.demo(), Manifest.sixPorts().upstreamTls())) {
            assertThat(login(site)).contains("a OK");
            assertThat(page(site)).isEqualTo(200);
        }
    }

    @Test
    void refusesServersOfAnotherAuthority() throws Exception {
        StubConfig zimbra = StubConfig.demo()
                .withCertificate(CertificateAuthority.create("Other CA").issue("localhost", "127.0.0.1"));
        try (Site site = Site.start(folder, zimbra, Manifest.sixPorts().upstreamTls())) {
            assertThat(login(site)).contains("a NO [UNAVAILABLE]");
            assertThat(page(site)).isEqualTo(502);
            site.proxy()
                    .awaitLine(
                            line -> line.contains("cause=upstream_unavailable") && line.contains("certification path"));
        }
    }

    @Test
    void refusesServersOfAnotherName() throws Exception {
        try (Site site = Site.start(
                folder, StubConfig.demo(), Manifest.sixPorts().upstreamTls().serverName("other.example.net"))) {
            assertThat(login(site)).contains("a NO [UNAVAILABLE]");
            assertThat(page(site)).isEqualTo(502);
            site.proxy().awaitLine(line -> line.contains("cause=upstream_unavailable") && line.contains("localhost"));
        }
    }
}
