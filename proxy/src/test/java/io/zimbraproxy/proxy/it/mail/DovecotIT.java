package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.stub.config.StubConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real mail clients copy a large mailbox of a real Dovecot through the proxy without changes. */
class DovecotIT {
    private static final int MESSAGES = 200;

    private static Dovecot dovecot;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(StubConfig.empty(), DovecotIT::prepare);

    private static Manifest prepare(Companions companions) throws Exception {
        dovecot = companions.add(Dovecot.start(companions.folder("dovecot"), MESSAGES));
        FixedLookupHandler lookup =
                companions.add(new FixedLookupHandler(Map.of("imap", dovecot.imap(), "pop3", dovecot.pop3())));
        // Dovecot does not know XOIP. Sites with mailbox servers other than Zimbra's switch it off.
        return Manifest.sixPorts().clearTextLogins().handlers(lookup.url()).upstream("sendPop3Xoip: false");
    }

    @Test
    void mbsyncCopiesAllMessagesWithStartTls() throws Exception {
        assertCopiesAllMessages(new Mbsync(), MailEndpoint.IMAP_STARTTLS, Mechanism.PLAIN);
        site.proxy()
                .awaitLine(line -> line.contains("listener=imap ")
                        && line.contains("tls=TLSv1.3")
                        && line.contains("cause=upstream_closed"));
    }

    @Test
    void fetchmailCopiesAllMessagesOverPop3s() throws Exception {
        assertCopiesAllMessages(new Fetchmail(), MailEndpoint.POP3S, Mechanism.LOGIN);
    }

    private static void assertCopiesAllMessages(MailReader program, MailEndpoint endpoint, Mechanism mechanism)
            throws Exception {
        Path copy = Files.createDirectories(
                site.folder().resolve(program.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
        Path authority = Files.writeString(
                site.folder().resolve("ca.pem"), site.authority().pem());
        program.run(
                        new AccountSettings(
                                endpoint,
                                "localhost",
                                endpoint.port(site),
                                authority,
                                mechanism,
                                Dovecot.USER,
                                Dovecot.PASSWORD),
                        copy)
                .requireSuccess();
        assertThat(program.messages(copy)).hasSize(MESSAGES).containsExactlyInAnyOrderElementsOf(dovecot.messages());
    }

    /** Without TLS, because closing one direction of TLS closes both in TLS 1.2 (RFC 5246 section 7.2.1) and in BoringSSL. */
    @Test
    void losesNothingWhenTheClientClosesItsSendingDirection() throws Exception {
        try (LineClient client = site.connect(site.imap())) {
            client.line();
            client.send("a LOGIN " + Dovecot.USER + " \"pass word\\\\1\"\r\nb SELECT INBOX\r\nc FETCH 1:" + MESSAGES
                    + " BODY.PEEK[]\r\nd LOGOUT\r\n");
            client.endOutput();
            assertThat(client.until("c ")).contains("* " + MESSAGES + " FETCH").contains("c OK");
            assertThat(client.until("d ")).contains("d OK");
        }
    }
}
