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
 * Real mail clients read a real Dovecot's mailbox through the proxy, on every port and by every login they know. Each test
 * has a user of its own, so that what is told of the user is told of the test.
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

    /** Without what {@link DovecotIT} does with a larger mailbox. */
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
    void readsWhatIsThere(String program, MailEndpoint door, Mechanism mechanism) throws Exception {
        AccountSettings access = access(program, door, NAME, mechanism, site.authority());
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
    void readsWhatIsThereOverIpv6(String program, MailEndpoint door, Mechanism mechanism) throws Exception {
        requireIpv6();
        AccountSettings access = access(program, door, TestSite.IPV6, mechanism, site.authority());
        String heard = read(program, access);
        awaitSession(access, "client=[::1]:");
        if (door.speaksImap()) {
            assertThat(heard).contains(" ID (\"X-ORIGINATING-IP\" \"::1\" ");
        }
    }

    /** So the rows above have verified what they were shown. OfflineIMAP verifies nothing behind STARTTLS. */
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
    void believesNoOtherAuthority(String program, MailEndpoint door, Mechanism mechanism) throws Exception {
        AccountSettings access =
                access("wary-" + program, door, NAME, mechanism, CertificateAuthority.create("Another CA"));
        assertThat(reader(program).run(access, run(access)).exit()).isNotZero();
        assertThat(lookup.users()).doesNotContain(access.user());
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "IMAP_STARTTLS", "IMAPS"})
    void hearsOfNewMailInIdle(MailEndpoint door) throws Exception {
        AccountSettings access = access("idle", door, NAME, Mechanism.PLAIN, site.authority());
        PythonScript script = new PythonScript("imap_idle.py");
        Path copy = run(access);
        String news = "Subject: news by " + door + "\r\n\r\nThis has come while you waited.\r\n";
        try (RunningProgram client = new RunningProgram(script.command(access, copy))) {
            client.awaitLine("idling");
            dovecot.deliver(news);
            client.requireSuccess();
        }
        assertThat(script.messages(copy)).containsExactly(news);
        assertThat(heardByMailbox(access)).contains("wait IDLE\r\nDONE\r\n");
        awaitSession(access, "client=");
    }

    /** Returns what the mailbox server heard. */
    private static String read(String program, AccountSettings access) throws Exception {
        MailReader reader = reader(program);
        Path copy = run(access);
        reader.run(access, copy).requireSuccess();
        assertThat(reader.messages(copy)).containsExactlyInAnyOrderElementsOf(dovecot.messages());
        assertThat(lookup.users()).contains(access.user());
        return heardByMailbox(access);
    }

    /** In the session that began with the user's login. */
    private static String heardByMailbox(AccountSettings access) {
        List<String> logins = mailboxes.get(access.door().protocol()).conversations().stream()
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
            String who, MailEndpoint door, String host, Mechanism mechanism, CertificateAuthority authority)
            throws IOException {
        String user = String.join("-", who, door.name(), mechanism.name(), host)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[_:]+", "-")
                + "@" + Dovecot.DOMAIN;
        return new AccountSettings(
                door,
                host,
                door.port(site),
                Files.writeString(site.folder().resolve(user + ".pem"), authority.pem()),
                mechanism,
                user,
                Dovecot.PASSWORD);
    }

    /** The folder of the user's run. */
    private static Path run(AccountSettings access) throws IOException {
        return Files.createDirectory(site.folder().resolve(access.user()));
    }

    private static void awaitSession(AccountSettings access, String client) throws Exception {
        boolean secure = access.door().security() != MailEndpoint.Security.NONE;
        site.proxy()
                .awaitLine(line -> line.contains(" user=" + access.user() + " ")
                        && line.contains(" listener=" + access.door().listener() + " " + client)
                        && line.contains(" tls=TLSv1.3 ") == secure
                        && line.matches(".* cause=(client|upstream)_closed .*"));
    }

    private static void requireIpv6() {
        boolean here;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getAllByName(TestSite.IPV6)[0])) {
            here = listener.isBound();
        } catch (IOException absent) {
            here = false;
        }
        Requirement.of(here, "this machine has no IPv6");
    }
}
