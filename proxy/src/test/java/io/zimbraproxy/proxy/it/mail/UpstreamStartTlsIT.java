package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RecordingPipe;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STARTTLS and STLS on connections to a real Dovecot. */
class UpstreamStartTlsIT {
    @TempDir
    Path folder;

    private static Manifest manifest(FixedLookupHandler lookup) {
        return Manifest.sixPorts()
                .handlers(lookup.url())
                .upstream("sendPop3Xoip: false")
                .upstreamTls()
                .mailboxTls("startTls: true");
    }

    @Test
    void logsInAfterVerifiedStartTls() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create("Test CA");
        try (Dovecot dovecot = Dovecot.startWithTls(
                        Files.createDirectories(folder.resolve("dovecot")), 3, authority.issue("localhost"));
                FixedLookupHandler lookup =
                        new FixedLookupHandler(Map.of("imap", dovecot.imap(), "pop3", dovecot.pop3()));
                TestSite site = TestSite.start(folder.resolve("site"), StubConfig.empty(), manifest(lookup))) {
            assertThat(imap(site))
                    .as("login at a server with a certificate of another authority")
                    .contains("a NO [UNAVAILABLE]");
            site.proxy().awaitLine(line -> line.contains("cause=upstream_unavailable") && line.contains("TLS failed"));

            Files.writeString(folder.resolve("site/secrets/zimbra-ca/ca.crt"), authority.pem());
            site.proxy().awaitLine(line -> line.contains("authorities of mailbox servers changed"));
            assertThat(imap(site)).contains("a OK");
            assertThat(pop3(site)).startsWith("+OK");
            assertThat(dovecot.awaitLogins(2)).hasSize(2).allMatch(line -> line.contains(", TLS,"));
        }
    }

    @Test
    void sendsNoPasswordToAServerWithoutTls() throws Exception {
        try (Dovecot dovecot = Dovecot.start(Files.createDirectories(folder.resolve("dovecot")), 3);
                RecordingPipe pipe = new RecordingPipe(FreePorts.take(), dovecot.imap());
                FixedLookupHandler lookup =
                        new FixedLookupHandler(Map.of("imap", pipe.port(), "pop3", dovecot.pop3()));
                TestSite site = TestSite.start(folder.resolve("site"), StubConfig.empty(), manifest(lookup))) {
            assertThat(imap(site)).contains("a NO [UNAVAILABLE]");
            assertThat(pop3(site)).startsWith("-ERR");

            assertThat(pipe.sent()).contains("STARTTLS").doesNotContain("LOGIN").doesNotContain("pass");
            site.proxy().awaitLine(line -> line.contains("refuses STARTTLS"));
            assertThat(dovecot.log()).doesNotContain("Login: ");
        }
    }

    private static String imap(TestSite site) throws Exception {
        try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
            client.line();
            return client.send("a LOGIN " + Dovecot.USER + " \"pass word\\\\1\"\r\n")
                    .until("a ");
        }
    }

    private static String pop3(TestSite site) throws Exception {
        try (LineClient client = site.connectTls(site.pop3s(), TestSite.HOST)) {
            client.line();
            client.ask("USER " + Dovecot.USER);
            return client.ask("PASS " + Dovecot.PASSWORD);
        }
    }
}
