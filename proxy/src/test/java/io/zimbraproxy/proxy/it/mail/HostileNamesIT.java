package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.replay.MemcachedParser;
import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.MemcachedServer;
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
 * Ten thousand hostile user names through every way in: nothing but whole commands reaches memcached, nothing but our own
 * headers a lookup handler, and the client gets an answer of its protocol.
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
    void reachNobody() throws Exception {
        int port = FreePorts.take();
        StubConfig zimbra = StubConfig.demo();
        try (MemcachedServer memcached = MemcachedServer.start();
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

            List<String> commands = MemcachedParser.commands(pipe.said());
            assertThat(commands).hasSizeGreaterThan(1000);
            assertThat(commands.stream().filter(command -> !command.matches(COMMAND)))
                    .isEmpty();
            Set<String> headers = site.zimbra().lookup().requests().stream()
                    .flatMap(request -> request.fields().stream().map(Field::name))
                    .map(String::toLowerCase)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(LOOKUP_HEADERS).containsAll(headers);
            assertThat(site.proxy().log()).doesNotContain("Exception", "\u001b", "\tat ");
            // And it still works.
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
            int way = i % 7;
            attacks.add(clients.submit(() -> {
                attack(way, name);
                return null;
            }));
        }
        for (Future<?> attack : attacks) {
            attack.get();
        }
        clients.shutdown();
    }

    private void attack(int way, byte[] name) throws Exception {
        switch (way) {
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

    private static byte[] join(String before, byte[] name, String behind) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(before.getBytes(StandardCharsets.ISO_8859_1));
        all.write(name);
        all.write(behind.getBytes(StandardCharsets.ISO_8859_1));
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
        String answer = ask(site.http(), join("", head, "Connection: close\r\n\r\n"), "HTTP/1.");
        boolean cut = answer.isEmpty() && head.length > TOO_LONG;
        assertThat(cut || answer.matches("HTTP/1.[01] (200|400|403|404|414|431) .*\n"))
                .as(answer)
                .isTrue();
    }

    /** Sends it and reads up to a line that begins so, or the end. */
    private String ask(int port, byte[] text, String beginning) throws Exception {
        StringBuilder said = new StringBuilder();
        try (LineClient client = site.connect(port)) {
            try {
                client.send(new String(text, StandardCharsets.ISO_8859_1));
                for (String line = client.line(); line != null; line = client.line()) {
                    said.append(line).append('\n');
                    if (line.startsWith(beginning)) {
                        break;
                    }
                }
            } catch (IOException cut) {
                // So ends who sends a megabyte to somebody who does not want it.
                assertThat(text).hasSizeGreaterThan(TOO_LONG);
            }
        }
        return said.toString();
    }
}
