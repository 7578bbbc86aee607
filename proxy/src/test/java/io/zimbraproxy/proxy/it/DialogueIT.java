package io.zimbraproxy.proxy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.config.StubConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the files of {@code src/test/resources/dialogues}. */
class DialogueIT {
    private static final Path DIALOGUES = Path.of("src/test/resources/dialogues");

    @TempDir
    static Path folder;

    private static Map<String, Integer> mailboxPorts;
    private static FixedRoute lookup;
    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        // Each dialogue opens a mailbox port of its own; the route is not to be remembered between them.
        mailboxPorts = new HashMap<>();
        lookup = new FixedRoute(mailboxPorts);
        site = Site.start(
                folder,
                StubConfig.empty(),
                Manifest.sixPorts()
                        .handlers(lookup.url())
                        .clearTextLogins()
                        .with("timeouts: {authFailureDelay: 100ms, mailConnect: 2s, preAuthIdle: 3s}")
                        .with("routeCache: {local: {ttl: 1ms}}"));
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
        lookup.close();
    }

    static Stream<Path> dialogues() throws IOException {
        try (Stream<Path> files = Files.walk(DIALOGUES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found.stream().map(DIALOGUES::relativize);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialogues")
    void goesAsWritten(Path file) throws Exception {
        boolean imap = file.startsWith("imap");
        ServerSocket mailbox = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        mailboxPorts.put(imap ? "imap" : "pop3", mailbox.getLocalPort());
        try (DialogueScript script = new DialogueScript(imap ? site.imap() : site.pop3(), mailbox, lookup)) {
            script.play(DIALOGUES.resolve(file));
        }
        // Nothing is left of the session.
        site.proxy().awaitConnections(0);
    }
}
