package io.zimbraproxy.proxy.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that a client sends right after its login, before the proxy knows the mailbox server. */
class PipelinedLoginIT {

    @RegisterExtension
    static final SiteExtension site =
            SiteExtension.of(Manifest.sixPorts().clearTextLogins().with("routeCache: {local: {ttl: 1ms}}"));

    @BeforeAll
    static void slowDownLookups() {
        site.zimbra().fault("lookup/1", Fault.slow(Duration.ofMillis(500)));
    }

    /** The sizes are below and above the buffer of the proxy, and above the buffers of the sockets too. */
    @ParameterizedTest
    @CsvSource({"false,1000", "false,100000", "false,3000000", "true,1000", "true,100000", "true,3000000"})
    void pipelinedCommandsReachTheMailbox(boolean tls, int size) throws Exception {
        String message =
                "Subject: behind\r\n\r\n" + new String(BulkPattern.bytes(0, size), StandardCharsets.US_ASCII) + "\r\n";
        try (LineClient client = tls ? site.connectTls(site.imaps(), TestSite.HOST) : site.connect(site.imap())) {
            client.line();
            client.send("a LOGIN bob@example.org secret-bob\r\nb APPEND INBOX {" + message.length() + "+}\r\n" + message
                    + "\r\nc NOOP\r\nd LOGOUT\r\n");
            assertThat(client.until("a ")).contains("a OK");
            assertThat(client.until("b ")).contains("b OK");
            assertThat(client.until("c ")).contains("c OK");
            assertThat(client.until("d ")).contains("d OK");
            assertThat(client.rest()).isEmpty();
        }
    }

    /** A client that resets its connection during the lookup does not leave a session open. */
    @ParameterizedTest
    @CsvSource({"1000", "100000"})
    void aResetDuringTheLookupEndsTheSession(int size) throws Exception {
        int linesBefore = site.proxy().lines();
        site.zimbra().clearRequests();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.imap())) {
            socket.setSoLinger(true, 0);
            assertThat(socket.getInputStream().read()).isEqualTo('*');
            socket.getOutputStream()
                    .write(("a LOGIN bob@example.org secret-bob\r\n" + "x".repeat(size))
                            .getBytes(StandardCharsets.US_ASCII));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (site.zimbra().lookup().requests().isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        site.proxy()
                .awaitLine(
                        linesBefore, line -> line.contains("user=bob@example.org") && line.contains("cause=client_"));
    }
}
