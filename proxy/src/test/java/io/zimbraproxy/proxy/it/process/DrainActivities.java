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

/** Things that mail clients do when the drain begins, until the proxy ends their sessions. */
final class DrainActivities {
    /** Size of a large message: more than the socket buffers between server and client hold. */
    static final int LARGE = 16 << 20;

    private static final int BLOCK = 1 << 20;
    private static final long PACE_MILLIS = 200;

    /** A pause longer than the silence after which the proxy considers a session to be between two commands. */
    private static final long STOP_MILLIS = 2500;

    /** Never opened: for waiting a fixed time. */
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final TestSite site;
    private final CountDownLatch firstEnded = new CountDownLatch(1);
    private final CountDownLatch manyEnded;

    /** Ends the POP3 sessions once {@code many} idle sessions have ended. */
    DrainActivities(TestSite site, int many) {
        this.site = site;
        manyEnded = new CountDownLatch(many);
    }

    /** Opens an IMAP session and selects the inbox. Even numbers use TLS. */
    LineClient imap(int number, String user) throws Exception {
        LineClient client = login(number, user);
        assertThat(client.send("b SELECT INBOX\r\n").until("b ")).contains("b OK");
        return client;
    }

    /** Opens an IMAP session without a selected mailbox, which therefore gets no untagged updates. */
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

    /** Waits between two commands; returns all that the server sends to the end of the connection. */
    String idle(LineClient client) throws Exception {
        String text = client.rest();
        firstEnded.countDown();
        manyEnded.countDown();
        return text;
    }

    /** Reads a large message slowly, with a long pause; returns the text after the response. */
    String readingSlowly(LineClient client) throws Exception {
        assertThat(client.ask("c FETCH 1 BODY[]")).endsWith("{" + LARGE + "}");
        assertThat(slowSha256(client.in())).isEqualTo(BulkPattern.sha256(LARGE));
        assertThat(client.line()).isEqualTo(")");
        assertThat(client.line()).startsWith("c OK");
        return client.rest();
    }

    /** Reads {@link #LARGE} bytes slowly; returns their SHA-256 in hexadecimal. */
    static String slowSha256(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[BLOCK];
        for (int at = 0; at < LARGE; at += BLOCK) {
            if (in.readNBytes(block, 0, BLOCK) < BLOCK) {
                throw new EOFException("the stream ended after about " + at + " bytes");
            }
            digest.update(block);
            NEVER.await(at == LARGE / 4 ? STOP_MILLIS : PACE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Sends half of a message before the drain and half after its begin. The server has sent its continuation request. */
    String appending(LineClient client, String message) throws Exception {
        int half = message.length() / 2;
        client.send(message.substring(0, half));
        firstEnded.await();
        client.send(message.substring(half) + "\r\n");
        assertThat(client.until("c ")).contains("c OK");
        return client.rest();
    }

    /** Returns a different message for each number. */
    static String message(int number) {
        return "Subject: sent while the proxy ends\r\nMessage-ID: <" + number + "@example.com>\r\n\r\n"
                + new String(BulkPattern.bytes(number * 64L, 64 * 1024), StandardCharsets.US_ASCII);
    }

    /** Sends commands until many idle sessions have ended, then QUIT. */
    String polling(LineClient client) throws Exception {
        do {
            assertThat(client.ask("STAT")).startsWith("+OK ");
        } while (!manyEnded.await(PACE_MILLIS, TimeUnit.MILLISECONDS));
        assertThat(client.ask("QUIT")).startsWith("+OK");
        return client.rest();
    }
}
