package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail clients log in and reach their mailbox, on every mail port and with every mechanism. */
class MailLoginIT {

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(
            StubConfig.demo().withLookup(StubConfig.demo().lookup().withAuthWaitSeconds(1)),
            Manifest.sixPorts().with("timeouts: {authFailureDelay: 100ms}"));

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Connects an IMAP client, reads the greeting and starts TLS. */
    private static LineClient imap(String listener) throws Exception {
        if (listener.equals("imaps")) {
            LineClient client = site.connectTls(site.imaps(), TestSite.HOST);
            assertThat(client.line()).isEqualTo("* OK IMAP4rev1 proxy server ready");
            return client;
        }
        LineClient client = site.connect(site.imap());
        assertThat(client.line()).isEqualTo("* OK IMAP4rev1 proxy server ready");
        assertThat(client.ask("s STARTTLS")).isEqualTo("s OK completed");
        return client.startTls(TestSite.HOST);
    }

    private static LineClient pop3(String listener) throws Exception {
        if (listener.equals("pop3s")) {
            LineClient client = site.connectTls(site.pop3s(), TestSite.HOST);
            assertThat(client.line()).isEqualTo("+OK POP3 ready");
            return client;
        }
        LineClient client = site.connect(site.pop3());
        assertThat(client.line()).isEqualTo("+OK POP3 ready");
        assertThat(client.ask("STLS")).isEqualTo("+OK");
        return client.startTls(TestSite.HOST);
    }

    private static void readMail(LineClient client) throws Exception {
        assertThat(client.send("b SELECT INBOX\r\n").until("b "))
                .contains("* 20 EXISTS")
                .contains("b OK");
        assertThat(client.send("c FETCH 1 BODY[]\r\n").until("c "))
                .contains("Subject:")
                .contains("c OK");
        assertThat(client.send("d LOGOUT\r\n").until("d ")).contains("* BYE").contains("d OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "imaps"})
    void logsInByLogin(String listener) throws Exception {
        try (LineClient client = imap(listener)) {
            assertThat(client.send("a LOGIN alice@example.com secret-alice\r\n").until("a "))
                    .contains("a OK");
            readMail(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "imaps"})
    void logsInByAuthenticatePlain(String listener) throws Exception {
        try (LineClient client = imap(listener)) {
            assertThat(client.ask("a AUTHENTICATE PLAIN")).isEqualTo("+ ");
            assertThat(client.send(base64("\0bob@example.org\0secret-bob") + "\r\n")
                            .until("a "))
                    .contains("a OK");
            readMail(client);
        }
    }

    @Test
    void logsInByAuthenticatePlainWithInitialResponse() throws Exception {
        try (LineClient client = imap("imaps")) {
            client.send("a AUTHENTICATE PLAIN " + base64("\0alice@example.com\0secret-alice") + "\r\n");
            assertThat(client.until("a ")).contains("a OK");
            readMail(client);
        }
    }

    @Test
    void relaysCommandsAfterTheLogin() throws Exception {
        try (LineClient client = imap("imaps")) {
            client.send("a LOGIN alice@example.com secret-alice\r\nb SELECT INBOX\r\nc FETCH 2 BODY[]\r\nd LOGOUT\r\n");
            String all = client.rest();
            assertThat(all).contains("a OK", "b OK", "c OK", "d OK");
            assertThat(all.indexOf("a OK")).isLessThan(all.indexOf("b OK"));
            assertThat(all.indexOf("c OK")).isLessThan(all.indexOf("d OK"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3", "pop3s"})
    void logsInByUserAndPass(String listener) throws Exception {
        try (LineClient client = pop3(listener)) {
            assertThat(client.ask("USER bob@example.org")).isEqualTo("+OK");
            assertThat(client.ask("PASS secret-bob")).startsWith("+OK");
            assertThat(client.ask("STAT")).startsWith("+OK 20 ");
            assertThat(client.ask("QUIT")).startsWith("+OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3", "pop3s"})
    void logsInByAuthPlain(String listener) throws Exception {
        try (LineClient client = pop3(listener)) {
            assertThat(client.ask("AUTH PLAIN")).isEqualTo("+ ");
            assertThat(client.ask(base64("\0alice@example.com\0secret-alice"))).startsWith("+OK");
            assertThat(client.ask("STAT")).startsWith("+OK 20 ");
        }
    }

    @Test
    void sendsTheClientAddressToTheMailbox() throws Exception {
        site.zimbra().clearRequests();
        try (LineClient client = imap("imaps")) {
            client.ask("i ID (\"name\" \"Tester\" \"version\" \"7\")");
            assertThat(client.line()).isEqualTo("i OK completed");
            assertThat(client.send("a LOGIN alice@example.com secret-alice\r\n").until("a "))
                    .contains("a OK");
        }
        try (LineClient client = pop3("pop3s")) {
            client.ask("USER alice@example.com");
            assertThat(client.ask("PASS secret-alice")).startsWith("+OK");
        }
        List<JournalEntry> seen = site.zimbra().mailbox("mailbox-1").requests();
        assertThat(seen).anySatisfy(entry -> {
            assertThat(entry.field("X-ORIGINATING-IP")).hasValue("127.0.0.1");
            assertThat(entry.field("X-VIA"))
                    .hasValueSatisfying(via -> assertThat(via).startsWith("Tester/7,127.0.0.1(zimbra-proxy/"));
        });
        assertThat(seen).anySatisfy(entry -> assertThat(entry.line()).contains("XOIP 127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {TestSite.HOST, TestSite.OTHER_HOST})
    void presentsTheCertificateOfTheServerName(String host) throws Exception {
        // The clients verify the host name in the certificate.
        site.connectTls(site.imaps(), host).close();
        site.connectTls(site.pop3s(), host).close();
        site.connectTls(site.https(), host).close();
        try (LineClient client = site.connect(site.imap())) {
            client.line();
            client.ask("a STARTTLS");
            assertThat(client.startTls(host)
                            .certificate()
                            .getSubjectAlternativeNames()
                            .toString())
                    .contains(host);
        }
        try (LineClient client = site.connect(site.pop3())) {
            client.line();
            client.ask("STLS");
            assertThat(client.startTls(host)
                            .certificate()
                            .getSubjectAlternativeNames()
                            .toString())
                    .contains(host);
        }
    }

    @Test
    void closesASessionWithPlaintextAfterStartTls() throws Exception {
        try (LineClient client = site.connect(site.imap())) {
            client.line();
            client.send("a STARTTLS\r\nb LOGIN alice@example.com secret-alice\r\n");
            assertThat(client.rest()).isEmpty();
        }
        site.proxy().awaitLine(line -> line.contains("cause=plaintext_after_starttls"));
    }

    @Test
    void refusesPasswordsWithoutTls() throws Exception {
        try (LineClient client = site.connect(site.imap())) {
            client.line();
            assertThat(client.ask("a LOGIN alice@example.com secret-alice"))
                    .isEqualTo("a NO [PRIVACYREQUIRED] cleartext logins disabled");
        }
        try (LineClient client = site.connect(site.pop3())) {
            client.line();
            assertThat(client.ask("USER alice@example.com")).isEqualTo("-ERR invalid command");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody@example.com", "bad\\\"na me\u0001", "x@y\u00ff"})
    void refusesUnknownAndInvalidUsersAlike(String user) throws Exception {
        try (LineClient client = imap("imaps")) {
            assertThat(client.ask("a LOGIN \"" + user + "\" whatever"))
                    .isEqualTo("a NO [AUTHENTICATIONFAILED] LOGIN failed");
            assertThat(client.rest()).isEqualTo("* BYE IMAP server terminating connection\r\n");
        }
    }

    @Test
    void relaysTheErrorOfTheMailboxForAWrongPassword() throws Exception {
        try (LineClient client = imap("imaps")) {
            assertThat(client.ask("a LOGIN alice@example.com wrong")).startsWith("a NO ");
            assertThat(client.rest()).isEqualTo("* BYE IMAP server terminating connection\r\n");
        }
        try (LineClient client = pop3("pop3s")) {
            client.ask("USER alice@example.com");
            assertThat(client.ask("PASS wrong")).startsWith("-ERR");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void neverLogsAPassword() {
        assertThat(site.proxy().log()).doesNotContain("secret-alice").doesNotContain("secret-bob");
    }
}
