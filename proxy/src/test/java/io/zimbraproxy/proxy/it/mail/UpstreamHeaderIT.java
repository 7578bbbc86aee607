package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real Dovecot with {@code haproxy = yes} receives a PROXY header with the client address before TLS starts. */
class UpstreamHeaderIT {
    private static final String LOGIN = "a LOGIN " + Dovecot.USER + " \"pass word\\\\1\"\r\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"V1, NONE", "V2, NONE", "V1, TLS", "V2, TLS", "V1, UPGRADE", "V2, UPGRADE"})
    void dovecotSeesTheClientAddress(String version, MailEndpoint.Security security) throws Exception {
        Path home = Files.createDirectories(folder.resolve("dovecot"));
        String protocol = security == MailEndpoint.Security.TLS ? "ssl" : "";
        try (Dovecot dovecot = Dovecot.startBehindProxy(
                        home, security, CertificateAuthority.create("Mail CA").issue("localhost"));
                FixedLookupHandler lookup = new FixedLookupHandler(
                        Map.of("imap" + protocol, dovecot.imap(), "pop3" + protocol, dovecot.pop3()));
                TestSite site = TestSite.start(
                        Files.createDirectories(folder.resolve("site")),
                        StubConfig.empty(),
                        manifest(version, security).handlers(lookup.url()))) {
            try (LineClient client =
                    LineClient.connect(InetAddress.getByName("127.0.0.2"), site.imap(), site.authority())) {
                logIn(client);
            }
            awaitLogin(dovecot, "imap-login", "rip=127.0.0.2, lip=127.0.0.1,");
            try (LineClient client = site.connect(site.imap())) {
                client.send("PROXY TCP6 2001:db8::7 2001:db8::1 5000 143\r\n");
                logIn(client);
            }
            awaitLogin(dovecot, "imap-login", "rip=2001:db8::7, lip=2001:db8::1,");
            try (LineClient client = site.connect(site.pop3())) {
                client.send("PROXY TCP4 192.0.2.7 198.51.100.1 5000 110\r\n");
                client.line();
                client.ask("USER " + Dovecot.USER);
                assertThat(client.ask("PASS " + Dovecot.PASSWORD)).startsWith("+OK");
                assertThat(client.ask("QUIT")).startsWith("+OK");
            }
            awaitLogin(dovecot, "pop3-login", "rip=192.0.2.7, lip=198.51.100.1,");
        }
    }

    private static void logIn(LineClient client) throws Exception {
        client.line();
        assertThat(client.send(LOGIN).until("a ")).contains("a OK");
        assertThat(client.send("b SELECT INBOX\r\n").until("b ")).contains("* 3 EXISTS");
        client.send("c LOGOUT\r\n").rest();
    }

    private static Manifest manifest(String version, MailEndpoint.Security security) {
        Manifest manifest = Manifest.sixPorts()
                .clearTextLogins()
                .proxyProtocol("{trustedNetworks: [127.0.0.1/32], untrusted: Plain}")
                .upstream("sendPop3Xoip: false")
                .upstream("proxyProtocol: " + version);
        return switch (security) {
            case NONE -> manifest;
            case TLS -> manifest.upstreamTls().mailboxTls("verify: false");
            case UPGRADE -> manifest.upstreamTls().mailboxTls("verify: false, startTls: true");
        };
    }

    private static void awaitLogin(Dovecot dovecot, String service, String addresses) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        // Dovecot writes its log asynchronously.
        while (dovecot.log()
                .lines()
                .noneMatch(line ->
                        line.contains(service + ": ") && line.contains("Login: user=<") && line.contains(addresses))) {
            assertThat(System.nanoTime())
                    .as(addresses + " is not in:\n" + dovecot.log())
                    .isLessThan(end);
        }
    }
}
