package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.EOFException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relays a gibibyte in one session to a client that pauses in the middle. */
class BulkRelayIT {
    private static final long GIB = 1024L * 1024 * 1024;
    private static final long MIB = 1024L * 1024;

    /** The most memory that a client that does not read may use, in bytes. */
    private static final long ALLOWED_GROWTH = 8 * MIB;

    private static final long STALL_SECONDS = 5;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().clearTextLogins());

    private static LineClient loggedIn(String listener) throws Exception {
        LineClient client =
                listener.equals("imaps") ? site.connectTls(site.imaps(), TestSite.HOST) : site.connect(site.imap());
        client.line();
        assertThat(client.send("a LOGIN bulk@example.com secret-bulk\r\n").until("a "))
                .contains("a OK");
        client.send("b SELECT INBOX\r\n").until("b ");
        return client;
    }

    /** Reads a literal of this length and returns its SHA-256. After {@code pauseAt} bytes it runs the pause once. */
    private static String read(InputStream in, long length, long pauseAt, Pause pause) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[128 * 1024];
        long left = length;
        boolean paused = false;
        while (left > 0) {
            if (!paused && length - left >= pauseAt) {
                paused = true;
                pause.run();
            }
            int count = in.read(block, 0, (int) Math.min(block.length, left));
            if (count < 0) {
                throw new EOFException(left + " bytes are missing");
            }
            digest.update(block, 0, count);
            left -= count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @FunctionalInterface
    private interface Pause {
        void run() throws Exception;
    }

    private static long fetch(LineClient client, String tag, int message) throws Exception {
        String header = client.ask(tag + " FETCH " + message + " BODY[]");
        return Long.parseLong(header.replaceAll(".*\\{(\\d+)}", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "imaps"})
    void relaysAGibibyteWithoutBufferingForAPausedClient(String listener) throws Exception {
        try (LineClient client = loggedIn(listener)) {
            // After the first transfer, the code is compiled and the buffers are allocated.
            long warmUp = fetch(client, "w", 3);
            assertThat(warmUp).isEqualTo(GIB);
            read(client.in(), warmUp, Long.MAX_VALUE, () -> {});
            client.until("w ");
            long[] growth = new long[1];

            long length = fetch(client, "f", 3);
            String sum = read(client.in(), length, length / 2, () -> growth[0] = growthWhileStalled());
            client.until("f ");

            assertThat(sum).isEqualTo(BulkPattern.sha256(GIB));
            assertThat(growth[0]).as("growth of the resident memory in bytes").isLessThan(ALLOWED_GROWTH);
        }
    }

    /** Waits a fixed time, during which the proxy must not buffer what the mailbox server sends. */
    private static long growthWhileStalled() throws Exception {
        long before = site.proxy().residentBytes();
        new CountDownLatch(1).await(STALL_SECONDS, TimeUnit.SECONDS);
        long growth = site.proxy().residentBytes() - before;
        System.out.printf("resident memory grew by %.1f MiB in %d s%n", (double) growth / MIB, STALL_SECONDS);
        return growth;
    }
}
