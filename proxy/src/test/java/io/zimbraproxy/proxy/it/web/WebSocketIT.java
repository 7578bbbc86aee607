package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.Wire;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol upgrades (RFC 9110 section 7.8): no byte is lost or delayed. */
class WebSocketIT {
    private static final String UPGRADE = head(
            "GET /any/path HTTP/1.1",
            "Host: " + TestSite.HOST,
            "Connection: keep-alive, Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: chat");
    private static final String SWITCHING = head(
            "HTTP/1.1 101 Switching Protocols",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "Sec-WebSocket-Protocol: chat");
    private static final int MIB = 1024 * 1024;

    private static ManualServer server;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(StubConfig.empty(), companions -> {
        server = companions.add(new ManualServer());
        return Manifest.sixPorts().pool(server.inPool()).forgiving();
    });

    @AfterEach
    void closeConnections() throws Exception {
        site.proxy().awaitConnections(0);
        server.closeConnections();
    }

    private static RawWebClient web(String scheme) throws Exception {
        return new RawWebClient(
                scheme.equals("https") ? site.connectTls(site.https(), TestSite.HOST) : site.connect(site.http()));
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static List<String> lowerCase(List<String> lines) {
        return lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void bothSidesGetTheHandshake(String scheme) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send(UPGRADE);
            Wire upstream = server.accept();
            assertThat(lowerCase(upstream.head()))
                    .contains(
                            "get /any/path http/1.1",
                            "connection: upgrade",
                            "upgrade: websocket",
                            "sec-websocket-version: 13",
                            "sec-websocket-key: dghlihnhbxbszsbub25jzq==",
                            "sec-websocket-protocol: chat")
                    .doesNotContain("connection: keep-alive, upgrade");
            upstream.send(SWITCHING);

            RawWebClient.Response response = client.head();
            assertThat(response.status()).isEqualTo(101);
            assertThat(lowerCase(response.headers()))
                    .contains(
                            "connection: upgrade",
                            "upgrade: websocket",
                            "sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=",
                            "sec-websocket-protocol: chat")
                    .noneMatch(line -> line.startsWith("content-length:") || line.startsWith("transfer-encoding:"));
        }
    }

    /** Each side sends data in the same packet as its head. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void dataAfterAHeadIsNotLost(String scheme) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send(UPGRADE + "client sends!");
            Wire upstream = server.accept();
            upstream.head();
            upstream.send(SWITCHING + "server sends!");

            assertThat(client.head().status()).isEqualTo(101);
            assertThat(client.bytes(13)).isEqualTo("server sends!");
            assertThat(upstream.take(13)).isEqualTo("client sends!");
            client.send("and more");
            assertThat(upstream.take(8)).isEqualTo("and more");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void dataAfterARefusedUpgradeIsARequest(String scheme) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send(UPGRADE + "GET /next HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n\r\n");
            Wire upstream = server.accept();
            upstream.head();
            upstream.send("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");

            assertThat(client.response().text()).isEqualTo("no");
            Wire next = server.accept();
            assertThat(lowerCase(next.head()))
                    .contains("get /next http/1.1")
                    .noneMatch(line -> line.startsWith("upgrade:") || line.startsWith("connection:"));
            next.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext");
            assertThat(client.response().text()).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @CsvSource({"http, Content-Length: 5, hello", "https, Transfer-Encoding: chunked, 5|hello|0||"})
    void anUpgradeWithABodyIsAnOrdinaryRequest(String scheme, String framing, String body) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send(
                    "POST /x HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + framing + "\r\n\r\n" + body.replace("|", "\r\n"));
            Wire upstream = server.accept();
            assertThat(lowerCase(upstream.head()))
                    .contains(framing.toLowerCase(Locale.ROOT))
                    .noneMatch(line -> line.startsWith("upgrade:") || line.startsWith("connection:"));
            assertThat(upstream.take(body.startsWith("h") ? 5 : 10)).contains("hello");
            upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            assertThat(client.response().text()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @CsvSource({"http, close", "http, reset", "https, close", "https, reset"})
    void theClientSeesTheEndOfTheServer(String scheme, String how) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send(UPGRADE);
            Wire upstream = server.accept();
            upstream.head();
            upstream.send(SWITCHING);
            client.head();
            upstream.end(how);
            assertThat(restOrReset(client)).isEmpty();
        }
    }

    private static String restOrReset(RawWebClient client) throws IOException {
        try {
            return client.rest();
        } catch (EOFException | SocketException cut) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void theServerSeesTheEndOfTheClient(String scheme) throws Exception {
        RawWebClient client = web(scheme);
        client.send(UPGRADE);
        Wire upstream = server.accept();
        upstream.head();
        upstream.send(SWITCHING);
        client.head();
        client.close();
        assertThat(upstream.atEnd()).isTrue();
    }

    /** Both sides send at once, and neither waits for the other. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void bothSidesSendMuchAtOnce(String scheme) throws Exception {
        byte[] much = BulkPattern.bytes(0, 20 * MIB);
        String text = new String(much, StandardCharsets.ISO_8859_1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (RawWebClient client = web(scheme)) {
            client.send(UPGRADE);
            Wire upstream = server.accept();
            upstream.head();
            upstream.send(SWITCHING);
            client.head();
            Future<RawWebClient> up = threads.submit(() -> {
                client.send(text);
                return client;
            });
            Future<Wire> down = threads.submit(() -> {
                upstream.send(much);
                return upstream;
            });
            Future<String> received = threads.submit(() -> upstream.take(much.length));
            assertThat(client.bytes(much.length).equals(text)).isTrue();
            assertThat(received.get().equals(text)).isTrue();
            up.get();
            down.get();
        } finally {
            threads.shutdownNow();
        }
    }
}
