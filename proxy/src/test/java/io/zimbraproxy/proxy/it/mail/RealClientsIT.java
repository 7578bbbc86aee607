package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Companions;
import io.zimbraproxy.proxy.it.stage.FixedLookupHandler;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RecordingPipe;
import io.zimbraproxy.proxy.it.stage.Requirement;
import io.zimbraproxy.proxy.it.stage.RunningProgram;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real mail clients read a mailbox of a real Dovecot through the proxy, on every port and with every login mechanism that they
 * support. Each test has its own user, so that log lines and recorded logins belong to one test.
 */
class RealClientsIT {
    private static final int MESSAGES = 5;
    private static final String NAME = "localhost";

    private static Dovecot dovecot;
    private static Map<String, RecordingPipe> mailboxes;
    private static FixedLookupHandler lookup;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(StubConfig.empty(), RealClientsIT::prepare);

    private static Manifest prepare(Companions companions) throws Exception {
        dovecot = companions.add(Dovecot.start(companions.folder("dovecot"), MESSAGES));
        List<Integer> ports = FreePorts.take(2);
        mailboxes = Map.of(
                "imap", companions.add(new RecordingPipe(ports.get(0), dovecot.imap())),
                "pop3", companions.add(new RecordingPipe(ports.get(1), dovecot.pop3())));
        lookup = companions.add(new FixedLookupHandler(Map.of("imap", ports.get(0), "pop3", ports.get(1))));
        return Manifest.sixPorts()
                .everyAddress()
                .clearTextLogins()
                .handlers(lookup.url())
                .upstream("sendPop3Xoip: false");
    }

    /** Omits the combinations that {@link DovecotIT} tests with a larger mailbox. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            curl        | IMAP          | PLAIN
            curl        | IMAP_STARTTLS | PLAIN
            curl        | IMAPS         | PLAIN
            curl        | POP3          | PLAIN
            curl        | POP3_STLS     | PLAIN
            curl        | POP3S         | PLAIN
            imaplib     | IMAP          | LOGIN
            imaplib     | IMAP          | PLAIN
            imaplib     | IMAP_STARTTLS | LOGIN
            imaplib     | IMAP_STARTTLS | PLAIN
            imaplib     | IMAPS         | LOGIN
            imaplib     | IMAPS         | PLAIN
            poplib      | POP3          | LOGIN
            poplib      | POP3          | PLAIN
            poplib      | POP3_STLS     | LOGIN
            poplib      | POP3_STLS     | PLAIN
            poplib      | POP3S         | LOGIN
            poplib      | POP3S         | PLAIN
            mbsync      | IMAP          | LOGIN
            mbsync      | IMAP          | PLAIN
            mbsync      | IMAP_STARTTLS | LOGIN
            mbsync      | IMAPS         | LOGIN
            mbsync      | IMAPS         | PLAIN
            fetchmail   | IMAP          | LOGIN
            fetchmail   | IMAP_STARTTLS | LOGIN
            fetchmail   | IMAPS         | LOGIN
            fetchmail   | POP3          | LOGIN
            fetchmail   | POP3_STLS     | LOGIN
            offlineimap | IMAP          | LOGIN
            offlineimap | IMAP          | PLAIN
            offlineimap | IMAP_STARTTLS | LOGIN
            offlineimap | IMAP_STARTTLS | PLAIN
            offlineimap | IMAPS         | LOGIN
            offlineimap | IMAPS         | PLAIN
            """)
    void readsAllMessages(String program, MailEndpoint endpoint, Mechanism mechanism) throws Exception {
        AccountSettings access = access(program, endpoint, NAME, mechanism, site.authority());
        read(program, access);
        awaitSession(access, "client=");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            curl        | IMAP_STARTTLS | PLAIN
            curl        | IMAPS         | PLAIN
            curl        | POP3_STLS     | PLAIN
            curl        | POP3S         | PLAIN
            imaplib     | IMAP          | LOGIN
            imaplib     | IMAP_STARTTLS | PLAIN
            imaplib     | IMAPS         | PLAIN
            poplib      | POP3          | LOGIN
            poplib      | POP3_STLS     | PLAIN
            poplib      | POP3S         | LOGIN
            """)
    void readsAllMessagesOverIpv6(String program, MailEndpoint endpoint, Mechanism mechanism) throws Exception {
        requireIpv6();
        AccountSettings access = access(program, endpoint, TestSite.IPV6, mechanism, site.authority());
        String sent = read(program, access);
        awaitSession(access, "client=[::1]:");
        if (endpoint.speaksImap()) {
            assertThat(sent).contains(" ID (\"X-ORIGINATING-IP\" \"::1\" ");
        }
    }

    /** Shows that the clients above verify certificates. OfflineIMAP does not after STARTTLS. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            curl        | IMAP_STARTTLS | PLAIN
            curl        | IMAPS         | PLAIN
            curl        | POP3_STLS     | PLAIN
            curl        | POP3S         | PLAIN
            imaplib     | IMAP_STARTTLS | PLAIN
            imaplib     | IMAPS         | PLAIN
            poplib      | POP3_STLS     | PLAIN
            poplib      | POP3S         | PLAIN
            mbsync      | IMAP_STARTTLS | PLAIN
            mbsync      | IMAPS         | PLAIN
            fetchmail   | IMAP_STARTTLS | LOGIN
            fetchmail   | IMAPS         | LOGIN
            fetchmail   | POP3_STLS     | LOGIN
            fetchmail   | POP3S         | LOGIN
            offlineimap | IMAPS         | PLAIN
            """)
    void refusesACertificateOfAnotherAuthority(String program, MailEndpoint endpoint, Mechanism mechanism)
            throws Exception {
        AccountSettings access =
                access("refusing-" + program, endpoint, NAME, mechanism, CertificateAuthority.create("Another CA"));
        assertThat(reader(program).run(access, run(access)).exit()).isNotZero();
        assertThat(lookup.users()).doesNotContain(access.user());
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "IMAP_STARTTLS", "IMAPS"})
    void receivesNewMailInIdle(MailEndpoint endpoint) throws Exception {
        AccountSettings access = access("idle", endpoint, NAME, Mechanism.PLAIN, site.authority());
        PythonScript script = new PythonScript("imap_idle.py");
        Path copy = run(access);
        String message = "Subject: new by " + endpoint + "\r\n\r\nThis message has arrived during IDLE.\r\n";
        try (RunningProgram client = new RunningProgram(script.command(access, copy))) {
            client.awaitLine("idling");
            dovecot.deliver(message);
            client.requireSuccess();
        }
        assertThat(script.messages(copy)).containsExactly(message);
        assertThat(sentToMailbox(access)).contains("wait IDLE\r\nDONE\r\n");
        awaitSession(access, "client=");
    }

    /** Reads all messages, and returns what the proxy sent to the mailbox server. */
    private static String read(String program, AccountSettings access) throws Exception {
        MailReader reader = reader(program);
        Path copy = run(access);
        reader.run(access, copy).requireSuccess();
        assertThat(reader.messages(copy)).containsExactlyInAnyOrderElementsOf(dovecot.messages());
        assertThat(lookup.users()).contains(access.user());
        return sentToMailbox(access);
    }

    /** Returns what the proxy sent in the session with the login of the user. */
    private static String sentToMailbox(AccountSettings access) {
        List<String> logins = mailboxes.get(access.endpoint().protocol()).sentByConnection().stream()
                .filter(access::isLogin)
                .toList();
        assertThat(logins).as("logins by " + access.mechanism()).hasSize(1);
        return logins.get(0);
    }

    private static MailReader reader(String program) {
        return switch (program) {
            case "curl" -> new Curl(dovecot.messages().size());
            case "imaplib" -> new PythonScript("imap_read.py");
            case "poplib" -> new PythonScript("pop3_read.py");
            case "mbsync" -> new Mbsync();
            case "fetchmail" -> new Fetchmail();
            case "offlineimap" -> new OfflineImap();
            default -> throw new IllegalArgumentException(program);
        };
    }

    private static AccountSettings access(
            String name, MailEndpoint endpoint, String host, Mechanism mechanism, CertificateAuthority authority)
            throws IOException {
        String user = String.join("-", name, endpoint.name(), mechanism.name(), host)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[_:]+", "-")
                + "@" + Dovecot.DOMAIN;
        return new AccountSettings(
                endpoint,
                host,
                endpoint.port(site),
                Files.writeString(site.folder().resolve(user + ".pem"), authority.pem()),
                mechanism,
                user,
                Dovecot.PASSWORD);
    }

    /** Creates the folder for the run of a client. */
    private static Path run(AccountSettings access) throws IOException {
        return Files.createDirectory(site.folder().resolve(access.user()));
    }

    private static void awaitSession(AccountSettings access, String client) throws Exception {
        boolean secure = access.endpoint().security() != MailEndpoint.Security.NONE;
        site.proxy()
                .awaitLine(line -> line.contains(" user=" + access.user() + " ")
                        && line.contains(" listener=" + access.endpoint().listener() + " " + client)
                        && line.contains(" tls=TLSv1.3 ") == secure
                        && line.matches(".* cause=(client|upstream)_closed .*"));
    }

    private static void requireIpv6() {
        boolean available;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getAllByName(TestSite.IPV6)[0])) {
            available = listener.isBound();
        } catch (IOException absent) {
            available = false;
        }
        Requirement.of(available, "IPv6 is not available on this machine");
    }
}
