package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.replay.MemcachedParser;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.MemcachedProcess;
import io.zimbraproxy.proxy.it.stage.RecordingPipe;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.journal.Field;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand hostile user names over all protocols. memcached receives only complete commands, lookup handlers receive only
 * the header fields of the proxy, and clients receive valid replies of their protocol.
 */
class HostileNamesIT {
    private static final int NAMES = 10_000;
    private static final int MEGABYTES = 20;
    private static final int CLIENTS = 8;
    private static final int TOO_LONG = 100_000;
    private static final String COMMAND =
            "get folsom_authentication_validation\r\n|(get|delete) [0-9a-f]{64}\r\n|(add|append|set) [0-9a-f]{64} 0 (3600|0) [0-9]+\r\n[^\r]*\r\n|touch [0-9a-f]{64} 3600\r\n";
    private static final Set<String> LOOKUP_HEADERS = Set.of(
            "auth-method",
            "auth-user",
            "auth-pass",
            "auth-protocol",
            "auth-login-attempt",
            "x-proxy-ip",
            "client-ip",
            "x-proxy-host",
            "user-agent",
            "host");

    @TempDir
    Path folder;

    private TestSite site;

    @Test
    void hostileNamesCannotInject() throws Exception {
        int port = FreePorts.take();
        StubConfig zimbra = StubConfig.demo();
        try (MemcachedProcess memcached = MemcachedProcess.start();
                RecordingPipe pipe = new RecordingPipe(port, memcached.port());
                TestSite started = TestSite.start(
                        folder,
                        zimbra.withLookup(zimbra.lookup().withAuthWaitSeconds(0)),
                        Manifest.sixPorts()
                                .clearTextLogins()
                                .forgiving()
                                .with("timeouts: {authFailureDelay: 1ms}")
                                .with(
                                        "routeCache: {local: {ttl: 1ms}, notFoundTtl: 0s, memcached: {servers: ['127.0.0.1:"
                                                + port + "']}}"))) {
            site = started;
            site.zimbra().clearRequests();
            attack();

            List<String> commands = MemcachedParser.commands(pipe.sent());
            assertThat(commands).hasSizeGreaterThan(1000);
            assertThat(commands.stream().filter(command -> !command.matches(COMMAND)))
                    .isEmpty();
            Set<String> headers = site.zimbra().lookup().requests().stream()
                    .flatMap(request -> request.fields().stream().map(Field::name))
                    .map(String::toLowerCase)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(LOOKUP_HEADERS).containsAll(headers);
            assertThat(site.proxy().log()).doesNotContain("Exception", "\u001b", "\tat ");
            // The proxy still works.
            assertThat(ask(
                            site.imap(),
                            "a LOGIN alice@example.com secret-alice\r\n".getBytes(StandardCharsets.UTF_8),
                            "a "))
                    .contains("a OK");
        }
    }

    private void attack() throws Exception {
        List<byte[]> names = new ArrayList<>(HostileNames.of(NAMES - MEGABYTES).toList());
        for (int i = 0; i < MEGABYTES; i++) {
            names.add("m".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII));
        }
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> attacks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i);
            int form = i % 7;
            attacks.add(clients.submit(() -> {
                attack(form, name);
                return null;
            }));
        }
        for (Future<?> attack : attacks) {
            attack.get();
        }
        clients.shutdown();
    }

    private void attack(int form, byte[] name) throws Exception {
        switch (form) {
            case 0 -> imap(join("a LOGIN {" + name.length + "+}\r\n", name, " {3+}\r\nabc\r\n"));
            case 1 -> imap(join("a LOGIN \"", name, "\" abc\r\n"));
            case 2 -> imap(join("a AUTHENTICATE PLAIN ", plain(name), "\r\n"));
            case 3 -> pop3(join("USER ", name, "\r\nPASS abc\r\n"));
            case 4 -> pop3(join("AUTH PLAIN ", plain(name), "\r\n"));
            case 5 ->
                web(join(
                        "GET /home/" + escaped(name) + "/x HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n",
                        new byte[0],
                        ""));
            default ->
                web(join(
                        "GET /x HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\nCookie: ZM_AUTH_TOKEN=",
                        token(name),
                        "\r\n"));
        }
    }

    private static byte[] join(String before, byte[] name, String after) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(before.getBytes(StandardCharsets.ISO_8859_1));
        all.write(name);
        all.write(after.getBytes(StandardCharsets.ISO_8859_1));
        return all.toByteArray();
    }

    private static byte[] plain(byte[] name) throws IOException {
        return Base64.getEncoder().encode(join("\0", name, "\0abc"));
    }

    private static byte[] token(byte[] id) throws IOException {
        String data = HexFormat.of().formatHex(join("id=" + id.length + ":", id, ";"));
        return ("0_ab_" + data).getBytes(StandardCharsets.US_ASCII);
    }

    private static String escaped(byte[] name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name) {
            text.append('%').append(HexFormat.of().toHexDigits(b));
        }
        return text.toString();
    }

    private void imap(byte[] command) throws Exception {
        assertThat(ask(site.imap(), command, "a "))
                .doesNotContain("a OK")
                .matches("(?s)(\\* OK .*|)(.* (NO|BAD) .*|\\* BYE .*|)");
    }

    private void pop3(byte[] command) throws Exception {
        assertThat(ask(site.pop3(), command, "-ERR")).matches("(?s)(\\+OK.*)*(-ERR.*|)");
    }

    private void web(byte[] head) throws Exception {
        String response = ask(site.http(), join("", head, "Connection: close\r\n\r\n"), "HTTP/1.");
        boolean reset = response.isEmpty() && head.length > TOO_LONG;
        assertThat(reset || response.matches("HTTP/1.[01] (200|400|403|404|414|431) .*\n"))
                .as(response)
                .isTrue();
    }

    /** Sends a request and reads up to a line with this beginning, or to the end of the stream. */
    private String ask(int port, byte[] text, String beginning) throws Exception {
        StringBuilder received = new StringBuilder();
        try (LineClient client = site.connect(port)) {
            try {
                client.send(new String(text, StandardCharsets.ISO_8859_1));
                for (String line = client.line(); line != null; line = client.line()) {
                    received.append(line).append('\n');
                    if (line.startsWith(beginning)) {
                        break;
                    }
                }
            } catch (IOException reset) {
                // The proxy may close the connection while the client is still sending a long request.
                assertThat(text).hasSizeGreaterThan(TOO_LONG);
            }
        }
        return received.toString();
    }
}
