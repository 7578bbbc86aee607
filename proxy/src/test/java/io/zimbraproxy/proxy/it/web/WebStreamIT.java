package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, WebSockets and polls pass unchanged in both directions, and clients that disappear leave no connection behind. */
class WebStreamIT {
    private static final long MIB = 1024L * 1024;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().forgiving());

    @AfterEach
    void clearFaults() {
        site.zimbra().clearFaults();
    }

    private static RawWebClient web() throws Exception {
        return new RawWebClient(site.connectTls(site.https(), TestSite.HOST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes?n=104857600", "/bytes?n=104857600&chunked=true"})
    void passesLargeResponsesUnchanged(String path) throws Exception {
        try (RawWebClient client = web()) {
            RawWebClient.Response response = client.begin(path);
            assertThat(response.status()).isEqualTo(200);
            assertThat(sha256(response.body())).isEqualTo(BulkPattern.sha256(100 * MIB));
            // The connection serves another request.
            assertThat(client.get("/echo").status()).isEqualTo(200);
        }
    }

    private static String sha256(InputStream body) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[65536];
        for (int count = body.read(block); count >= 0; count = body.read(block)) {
            digest.update(block, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void passesUploadsUnchanged(boolean chunked) throws Exception {
        try (RawWebClient client = web()) {
            RawWebClient.Response response = client.upload("/upload", 20 * MIB, chunked);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).contains(BulkPattern.sha256(20 * MIB));
        }
    }

    @Test
    void passesExpectContinueToTheServer() throws Exception {
        try (RawWebClient client = web()) {
            client.send("POST /upload HTTP/1.1\r\nHost: " + TestSite.HOST
                    + "\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(client.line()).isEmpty();
            client.send("hello");
            assertThat(client.response().status()).isEqualTo(200);
        }
    }

    @Test
    void passesAResponseThatComesBeforeTheBody() throws Exception {
        try (RawWebClient client = web()) {
            client.send(
                    "POST /status/413 HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\nContent-Length: 1000000\r\n\r\nbegin");
            RawWebClient.Response response = client.response();
            assertThat(response.status()).isEqualTo(413);
            // The rest of the body must not be taken for a request.
            assertThat(response.header("Connection")).hasValue("close");
            response.body().readAllBytes();
            assertThat(client.rest()).isEmpty();
        }
        site.proxy().awaitConnections(0);
    }

    @Test
    void respondsToHeadWithoutABody() throws Exception {
        try (RawWebClient client = web()) {
            client.send("HEAD /bytes?n=1000 HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n\r\n");
            RawWebClient.Response response = client.head();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Content-Length")).hasValue("1000");
            assertThat(client.get("/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void passesWebSocketFrames() throws Exception {
        try (RawWebClient client = web()) {
            client.send("GET /ws HTTP/1.1\r\nHost: " + TestSite.HOST
                    + "\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            RawWebClient.Response response = client.head();
            assertThat(response.status()).isEqualTo(101);
            assertThat(response.header("Sec-WebSocket-Accept")).hasValue("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            // A text frame, masked with zeros: "hello".
            client.send("\u0081\u0085\0\0\0\0hello");
            assertThat(client.bytes(7)).isEqualTo("\u0081\u0005hello");
        }
        site.proxy().awaitLine(line -> line.contains("path=/ws ") && line.contains("status=101 end=tunnel"));
        site.proxy().awaitConnections(0);
    }

    @Test
    void passesTheResponseOfAServerWithoutWebSockets() throws Exception {
        try (RawWebClient client = web()) {
            client.send("GET /echo HTTP/1.1\r\nHost: " + TestSite.HOST
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(200);
        }
    }

    @Test
    void waitsForALongPoll() throws Exception {
        try (RawWebClient client = web()) {
            assertThat(client.get("/slow?seconds=2").status()).isEqualTo(200);
        }
    }

    @Test
    void closesEverythingWhenTheClientDisappears() throws Exception {
        RawWebClient waiting = web();
        waiting.send("GET /slow?seconds=60 HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n\r\n");
        RawWebClient uploading = web();
        uploading.send("POST /upload HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\nContent-Length: 1000000\r\n\r\nhalf");
        RawWebClient reading = web();
        reading.begin("/bytes?n=104857600");
        waiting.close();
        uploading.close();
        reading.close();
        site.proxy().awaitLine(line -> line.contains("path=/slow status=499 end=client_closed"));
        site.proxy().awaitLine(line -> line.contains("path=/upload status=499 end=client_closed"));
        site.proxy().awaitLine(line -> line.contains("path=/bytes status=200 end=client_closed"));
        site.proxy().awaitConnections(0);
    }

    @Test
    void repeatsOnlySafeRequestsWhenAConnectionBreaks() throws Exception {
        site.zimbra().fault("mailbox-1/http", Fault.reset().times(1));
        try (RawWebClient client = web()) {
            assertThat(client.get("/home/alice@example.com/x").status()).isEqualTo(200);
        }
        site.zimbra().fault("mailbox-1/http", Fault.reset().times(1));
        try (RawWebClient client = web()) {
            client.send("POST /home/alice@example.com/x HTTP/1.1\r\nHost: " + TestSite.HOST
                    + "\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(client.response().status()).isEqualTo(502);
        }
    }

    @Test
    void doesNotCompleteAnIncompleteResponse() throws Exception {
        site.zimbra().fault("mailbox-1/http", Fault.closeEarly());
        try (RawWebClient client = web()) {
            client.send("GET /home/alice@example.com/x HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n\r\n");
            String all = client.rest();
            assertThat(all.startsWith("HTTP/1.1 502") || !complete(all)).as(all).isTrue();
        }
    }

    private static boolean complete(String message) {
        int body = message.indexOf("\r\n\r\n") + 4;
        String head = message.substring(0, Math.max(0, body)).toLowerCase(Locale.ROOT);
        List<String> lengths =
                head.lines().filter(line -> line.startsWith("content-length:")).toList();
        return lengths.isEmpty()
                ? message.endsWith("0\r\n\r\n")
                : message.length() - body == Integer.parseInt(lengths.get(0).replaceAll("[^0-9]", ""));
    }
}
