package io.zimbraproxy.proxy.it.mail;

import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.stub.net.FreePorts;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A real Dovecot on free loopback ports. All users of a domain share one mailbox in a folder. */
final class Dovecot implements AutoCloseable {
    static final String DOMAIN = "example.com";
    static final String USER = "carol@" + DOMAIN;
    static final String PASSWORD = "pass word\\1";

    /** The owner of the mail if the test runs as root. */
    private static final String MAIL_USER = "nobody";

    /** The end of every message. It looks like the end of a message or a mailbox, and contains all characters above ASCII. */
    private static final String TRICKY_LINES = ".\r\n..\r\n.hidden\r\n\r\nFrom here\r\n+OK\r\n* BYE\r\n"
            + IntStream.rangeClosed(0x80, 0xff).mapToObj(Character::toString).collect(Collectors.joining())
            + "\r\n"
            + "x".repeat(990)
            + "\r\n\r\n";

    private final Path folder;
    private final int imap;
    private final int pop3;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private Process process;

    private Dovecot(Path folder) {
        this.folder = folder;
        List<Integer> ports = FreePorts.take(2);
        imap = ports.get(0);
        pop3 = ports.get(1);
    }

    /** Starts a server with this number of messages in the inbox. */
    static Dovecot start(Path folder, int messages) throws Exception {
        return start(folder, messages, "ssl = no", "");
    }

    /** Starts a server that offers STARTTLS and STLS. */
    static Dovecot startWithTls(Path folder, int messages, PemPair certificate) throws Exception {
        return start(folder, messages, tls(folder, certificate), "");
    }

    /** Starts a server with three messages that expects a PROXY header on each connection, and then TLS as specified. */
    static Dovecot startBehindProxy(Path folder, MailEndpoint.Security security, PemPair certificate) throws Exception {
        return start(
                folder,
                3,
                (security == MailEndpoint.Security.NONE ? "ssl = no" : tls(folder, certificate))
                        + "\nhaproxy_trusted_networks = 127.0.0.0/8",
                "haproxy = yes" + (security == MailEndpoint.Security.TLS ? "\nssl = yes" : ""));
    }

    private static String tls(Path folder, PemPair certificate) throws IOException {
        Path pair = Files.createDirectories(folder.resolve("tls"));
        certificate.write(pair);
        return "ssl = yes\nssl_cert = <" + pair.resolve("tls.crt") + "\nssl_key = <" + pair.resolve("tls.key");
    }

    private static Dovecot start(Path folder, int messages, String settings, String ports) throws Exception {
        Path program = Program.require("dovecot", "dovecot-imapd dovecot-pop3d");
        Dovecot dovecot = new Dovecot(folder);
        dovecot.seed(messages);
        Path config = dovecot.configure(settings, ports);
        dovecot.process = new ProcessBuilder(program.toString(), "-F", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dovecot.out").toFile())
                .start();
        dovecot.awaitOpen(dovecot.imap);
        dovecot.awaitOpen(dovecot.pop3);
        return dovecot;
    }

    int imap() {
        return imap;
    }

    int pop3() {
        return pop3;
    }

    /** Returns the messages in the inbox in the order of delivery, with one character per byte. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    /** Delivers a message to the inbox while clients may be reading it. */
    void deliver(String message) throws IOException {
        Path written = write("tmp", "1800000000." + messages.size() + ".host", message);
        if (isRoot()) {
            changeOwner(written);
        }
        Files.move(written, folder.resolve("mail/new").resolve(written.getFileName()));
    }

    private Path write(String part, String name, String message) throws IOException {
        messages.add(message);
        return Files.writeString(
                folder.resolve("mail").resolve(part).resolve(name), message, StandardCharsets.ISO_8859_1);
    }

    private void seed(int count) throws IOException {
        Files.createDirectories(folder.resolve("mail/cur"));
        Files.createDirectories(folder.resolve("mail/new"));
        Files.createDirectories(folder.resolve("mail/tmp"));
        Random random = new Random(7);
        for (int i = 1; i <= count; i++) {
            StringBuilder text = new StringBuilder("From: sender@example.net\r\nTo: " + USER + "\r\nSubject: message "
                    + i + "\r\nMessage-ID: <" + i + "@example.net>\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n\r\n");
            int lines = 1 + random.nextInt(i % 20 == 0 ? 20_000 : 40);
            for (int line = 0; line < lines; line++) {
                text.append("line ")
                        .append(line)
                        .append(' ')
                        .append(Long.toHexString(random.nextLong()))
                        .append("\r\n");
            }
            write(
                    "cur",
                    "1700000000." + i + ".host:2,S",
                    text.append(TRICKY_LINES).toString());
        }
        if (isRoot()) {
            changeOwner(folder.resolve("mail"));
            makeAccessible(folder);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Changes the owner of the mail, because Dovecot refuses to access mail as root. */
    private static void changeOwner(Path path) throws IOException {
        UserPrincipal owner =
                path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(MAIL_USER);
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, owner);
            }
        }
    }

    /** Lets the mail user access the folder through all its parents. */
    private static void makeAccessible(Path path) throws IOException {
        for (Path folder = path; folder.getNameCount() > 1; folder = folder.getParent()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private Path configure(String settings, String ports) throws IOException {
        String user = System.getProperty("user.name");
        boolean root = isRoot();
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(folder.resolve("users"), DOMAIN + ":{PLAIN}" + PASSWORD + "\n");
        String config = """
                base_dir = %1$s
                state_dir = %1$s
                log_path = %2$s/dovecot.log
                protocols = imap pop3
                %10$s
                disable_plaintext_auth = no
                auth_mechanisms = plain login
                login_trusted_networks = 127.0.0.0/8
                default_internal_user = %3$s
                default_login_user = %4$s
                default_internal_group = %5$s
                first_valid_uid = 1
                first_valid_gid = 1
                mailbox_idle_check_interval = 1s
                mail_location = maildir:%2$s/mail
                mail_uid = %6$s
                mail_gid = %7$s
                passdb {
                  driver = passwd-file
                  args = scheme=PLAIN username_format=%%d %2$s/users
                }
                userdb {
                  driver = static
                  args = uid=%6$s gid=%7$s home=%2$s/home
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    address = 127.0.0.1
                    port = %8$d
                    %11$s
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service pop3-login {
                  chroot =
                  inet_listener pop3 {
                    address = 127.0.0.1
                    port = %9$d
                    %11$s
                  }
                  inet_listener pop3s {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                """.formatted(
                        run,
                        folder,
                        root ? "dovecot" : user,
                        root ? "dovenull" : user,
                        root ? "dovecot" : group(),
                        root ? MAIL_USER : user,
                        root ? "nogroup" : group(),
                        imap,
                        pop3,
                        settings,
                        ports);
        return Files.writeString(folder.resolve("dovecot.conf"), config);
    }

    private String group() throws IOException {
        return Files.readAttributes(folder, PosixFileAttributes.class).group().getName();
    }

    private void awaitOpen(int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                // The server reports its start only by opening the ports.
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException("dovecot does not listen on " + port + ":\n" + log());
    }

    /** Waits for this number of log lines about logins, because Dovecot writes its log asynchronously. */
    List<String> awaitLogins(int count) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        List<String> logins = List.of();
        while (logins.size() < count && System.nanoTime() < end) {
            logins = log().lines().filter(line -> line.contains("Login: ")).toList();
        }
        return logins;
    }

    /** Returns the log and the output of the server. */
    String log() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("dovecot.out", "dovecot.log")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
