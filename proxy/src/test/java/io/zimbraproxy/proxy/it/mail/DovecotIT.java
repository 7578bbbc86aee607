package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.FixedRoute;
import io.zimbraproxy.proxy.it.stage.MailClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real mail clients copy a large mailbox of a real Dovecot through the proxy, and get what is in it. */
class DovecotIT {
    private static final int MESSAGES = 200;

    @TempDir
    static Path folder;

    private static Dovecot dovecot;
    private static FixedRoute lookup;
    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        Path home = Files.createDirectories(folder.resolve("dovecot"));
        dovecot = Dovecot.start(home, MESSAGES);
        lookup = new FixedRoute(Map.of("imap", dovecot.imap(), "pop3", dovecot.pop3()));
        // Dovecot takes XOIP for an unknown command; sites with other servers than Zimbra's switch it off.
        site = TestSite.start(
                Files.createDirectories(folder.resolve("site")),
                StubConfig.empty(),
                Manifest.sixPorts().clearTextLogins().handlers(lookup.url()).upstream("sendPop3Xoip: false"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (site != null) {
            site.close();
        }
        if (lookup != null) {
            lookup.close();
        }
        if (dovecot != null) {
            dovecot.close();
        }
    }

    @Test
    void mbsyncCopiesTheSameThroughStartTls() throws Exception {
        copiesTheSame(new Mbsync(), MailEndpoint.IMAP_STARTTLS, Mechanism.PLAIN);
        site.proxy()
                .awaitLine(line -> line.contains("listener=imap ")
                        && line.contains("tls=TLSv1.3")
                        && line.contains("cause=upstream_closed"));
    }

    @Test
    void fetchmailCopiesTheSameOverPop3s() throws Exception {
        copiesTheSame(new Fetchmail(), MailEndpoint.POP3S, Mechanism.LOGIN);
    }

    private static void copiesTheSame(MailReader program, MailEndpoint door, Mechanism mechanism) throws Exception {
        Path copy = Files.createDirectories(
                folder.resolve(program.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
        Path authority =
                Files.writeString(folder.resolve("ca.pem"), site.authority().pem());
        program.run(
                        new MailAccess(
                                door,
                                "localhost",
                                door.port(site),
                                authority,
                                mechanism,
                                Dovecot.USER,
                                Dovecot.PASSWORD),
                        copy)
                .requireSuccess();
        assertThat(program.messages(copy)).hasSize(MESSAGES).containsExactlyInAnyOrderElementsOf(dovecot.messages());
    }

    /** In the clear: an end of stream within TLS ends both directions (RFC 5246 section 7.2.1), and BoringSSL's does. */
    @Test
    void losesNothingWhenTheClientEndsItsStreamBehindTheLogin() throws Exception {
        try (MailClient client = site.connect(site.imap())) {
            client.line();
            client.send("a LOGIN " + Dovecot.USER + " \"pass word\\\\1\"\r\nb SELECT INBOX\r\nc FETCH 1:" + MESSAGES
                    + " BODY.PEEK[]\r\nd LOGOUT\r\n");
            client.endOutput();
            assertThat(client.until("c ")).contains("* " + MESSAGES + " FETCH").contains("c OK");
            assertThat(client.until("d ")).contains("d OK");
        }
    }
}
