package io.zimbraproxy.proxy.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What mail clients are in the midst of when the drain begins. */
final class DrainScene {
    /** More than what the sockets between server and client hold. */
    static final int LARGE = 16 << 20;

    private static final int BLOCK = 1 << 20;
    private static final long PACE_MILLIS = 200;

    /** Longer than the silence after which a client that has heard a whole line is taken to be between two commands. */
    private static final long STOP_MILLIS = 2500;

    /** Nobody opens it: a time to wait, not an event. */
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final TestSite site;
    private final CountDownLatch firstGone = new CountDownLatch(1);
    private final CountDownLatch manyGone;

    /** {@code many}: after the farewell of so many idle sessions those who send, and those of POP3, come to their end. */
    DrainScene(TestSite site, int many) {
        this.site = site;
        manyGone = new CountDownLatch(many);
    }

    /** A session with its inbox open; {@code number}: by TLS every other time. */
    LineClient imap(int number, String user) throws Exception {
        LineClient client = login(number, user);
        assertThat(client.send("b SELECT INBOX\r\n").until("b ")).contains("b OK");
        return client;
    }

    /** A session with no mailbox open, which therefore hears nothing of what others do to one. */
    LineClient login(int number, String user) throws Exception {
        LineClient client = number % 2 == 0 ? site.connectTls(site.imaps(), TestSite.HOST) : site.connect(site.imap());
        client.line();
        String login = "a LOGIN " + user + " secret-" + user.substring(0, user.indexOf('@'));
        assertThat(client.send(login + "\r\n").until("a ")).contains("a OK");
        return client;
    }

    LineClient pop3(int number) throws Exception {
        LineClient client = number % 2 == 0 ? site.connectTls(site.pop3s(), TestSite.HOST) : site.connect(site.pop3());
        client.line();
        client.ask("USER alice@example.com");
        assertThat(client.ask("PASS secret-alice")).startsWith("+OK");
        return client;
    }

    /** Between two commands. */
    String idle(LineClient client) throws Exception {
        String words = client.rest();
        firstGone.countDown();
        manyGone.countDown();
        return words;
    }

    /** Reads a large message slowly, and for a while not at all. */
    String reading(LineClient client) throws Exception {
        assertThat(client.ask("c FETCH 1 BODY[]")).endsWith("{" + LARGE + "}");
        assertThat(slowly(client.in())).isEqualTo(BulkPattern.sha256(LARGE));
        assertThat(client.line()).isEqualTo(")");
        assertThat(client.line()).startsWith("c OK");
        return client.rest();
    }

    /** The SHA-256 of so many bytes. */
    static String slowly(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[BLOCK];
        for (int at = 0; at < LARGE; at += BLOCK) {
            if (in.readNBytes(block, 0, BLOCK) < BLOCK) {
                throw new EOFException("only " + at + " bytes came, or a few more");
            }
            digest.update(block);
            NEVER.await(at == LARGE / 4 ? STOP_MILLIS : PACE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Stores a message, the half of it before the drain; {@code client} has been told to go on. */
    String sending(LineClient client, String message) throws Exception {
        int half = message.length() / 2;
        client.send(message.substring(0, half));
        firstGone.await();
        client.send(message.substring(half) + "\r\n");
        assertThat(client.until("c ")).contains("c OK");
        return client.rest();
    }

    /** A message of its own for each number. */
    static String message(int number) {
        return "Subject: sent while the proxy ends\r\nMessage-ID: <" + number + "@example.com>\r\n\r\n"
                + new String(BulkPattern.bytes(number * 64L, 64 * 1024), StandardCharsets.US_ASCII);
    }

    /** Goes on as long as it likes. */
    String looking(LineClient client) throws Exception {
        do {
            assertThat(client.ask("STAT")).startsWith("+OK ");
        } while (!manyGone.await(PACE_MILLIS, TimeUnit.MILLISECONDS));
        assertThat(client.ask("QUIT")).startsWith("+OK");
        return client.rest();
    }
}
