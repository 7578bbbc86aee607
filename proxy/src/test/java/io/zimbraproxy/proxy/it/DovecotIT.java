package io.zimbraproxy.proxy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.config.StubConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real mail clients copy a mailbox from a real Dovecot, and get the same through the proxy as without it. */
class DovecotIT {
    private static final int MESSAGES = 200;

    @TempDir
    static Path folder;

    private static Dovecot dovecot;
    private static FixedRoute lookup;
    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        Path home = Files.createDirectories(folder.resolve("dovecot"));
        dovecot = Dovecot.start(home, MESSAGES);
        lookup = new FixedRoute(Map.of("imap", dovecot.imap(), "pop3", dovecot.pop3()));
        // Dovecot takes XOIP for an unknown command; sites with other servers than Zimbra's switch it off.
        site = Site.start(
                Files.createDirectories(folder.resolve("site")),
                StubConfig.empty(),
                Manifest.sixPorts().handlers(lookup.url()).upstream("sendPop3Xoip: false"));
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
        Path mbsync = Program.require("mbsync", "isync");
        Map<String, String> direct = mbsync(mbsync, "direct", dovecot.imap(), "SSLType None");
        Map<String, String> proxied =
                mbsync(mbsync, "proxied", site.imap(), "SSLType STARTTLS\nCertificateFile " + caFile());
        assertThat(direct).hasSize(MESSAGES);
        assertThat(proxied).isEqualTo(direct);
        site.proxy()
                .awaitLine(line -> line.contains("listener=imap ")
                        && line.contains("tls=TLSv1.3")
                        && line.contains("cause=upstream_closed"));
    }

    @Test
    void fetchmailCopiesTheSameOverPop3s() throws Exception {
        Path fetchmail = Program.require("fetchmail", "fetchmail");
        String direct = fetchmail(fetchmail, "direct", dovecot.pop3(), "sslproto ''");
        String proxied = fetchmail(
                fetchmail, "proxied", site.pop3s(), "ssl sslproto \"TLS1.2+\" sslcertck sslcertfile " + caFile());
        assertThat(direct.split("\nSubject: message ", -1)).hasSize(MESSAGES + 1);
        assertThat(proxied).isEqualTo(direct);
    }

    @Test
    void losesNothingWhenTheClientEndsItsStreamBehindTheLogin() throws Exception {
        try (MailClient client = site.connect(site.imap())) {
            client.line();
            client.ask("s STARTTLS");
            client.startTls(Site.HOST);
            client.send("a LOGIN " + Dovecot.USER + " \"pass word\\\\1\"\r\nb SELECT INBOX\r\nc FETCH 1:" + MESSAGES
                    + " BODY.PEEK[]\r\nd LOGOUT\r\n");
            client.endOutput();
            assertThat(client.until("c ")).contains("* " + MESSAGES + " FETCH").contains("c OK");
            assertThat(client.until("d ")).contains("d OK");
        }
    }

    private static Path caFile() throws IOException {
        return Files.writeString(folder.resolve("ca.pem"), site.authority().pem());
    }

    /** Subject to content of every message copied. */
    private static Map<String, String> mbsync(Path program, String name, int port, String tls) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("mbsync-" + name));
        Path config = Files.writeString(copy.resolve("mbsyncrc"), """
                IMAPAccount account
                Host localhost
                Port %d
                User %s
                PassCmd "cat %s"
                AuthMechs %s
                %s

                IMAPStore remote
                Account account

                MaildirStore local
                Path %s/
                Inbox %s/inbox

                Channel all
                Far :remote:
                Near :local:
                Sync Pull
                Create Near
                SyncState *
                """.formatted(
                        port,
                        Dovecot.USER,
                        Files.writeString(folder.resolve("password"), Dovecot.PASSWORD),
                        name.equals("direct") ? "LOGIN" : "PLAIN",
                        tls,
                        copy,
                        copy));
        Program.run(copy, List.of(program.toString(), "-c", config.toString(), "all"))
                .requireSuccess();
        Map<String, String> messages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(copy.resolve("inbox"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                text = text.replaceFirst("X-TUID: [^\\n]*\\n", "");
                messages.put(text.replaceFirst("(?s).*?Subject: ([^\\r\\n]*).*", "$1"), text);
            }
        }
        return messages;
    }

    private static String fetchmail(Path program, String name, int port, String tls) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("fetchmail-" + name));
        Path config = Files.writeString(copy.resolve("fetchmailrc"), """
                poll localhost protocol pop3 port %d auth password
                  username "%s" password "%s" %s
                  keep fetchall no rewrite
                  mda "sh -c 'cat >> %s/inbox; echo >> %s/inbox'"
                """.formatted(
                        port, Dovecot.USER, Dovecot.PASSWORD.replace("\\", "\\\\"), tls, copy, copy));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        Program.Result result = Program.run(
                copy,
                List.of(
                        program.toString(),
                        "--fetchmailrc",
                        config.toString(),
                        "--idfile",
                        copy.resolve("ids").toString(),
                        "--pidfile",
                        copy.resolve("pid").toString(),
                        "--invisible",
                        "--nosyslog"));
        result.requireSuccess();
        return Files.readString(copy.resolve("inbox"), StandardCharsets.ISO_8859_1);
    }
}
