package io.zimbraproxy.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zimbraproxy.stub.config.StubConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that clients see the faults that are switched on over HTTP, until they are switched off. */
class FaultCasesIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private ZimbraStub stub;

    @BeforeEach
    void start() {
        stub = ZimbraStub.start(StubConfig.demo());
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private HttpResponse<String> admin(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + stub.adminPort() + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static String firstLine(int port) throws IOException {
        return firstLine(port, Duration.ofSeconds(10));
    }

    private static String firstLine(int port, Duration timeout) throws IOException {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout((int) timeout.toMillis());
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Test
    void refusesConnections() throws Exception {
        int port = stub.mailbox("mailbox-1").ports().imap();
        assertThat(firstLine(port)).startsWith("* OK");
        assertThat(admin("PUT", "/faults/mailbox-1/imap", "refuse").statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
        assertThat(admin("DELETE", "/faults/mailbox-1/imap", "").statusCode()).isEqualTo(200);
        assertThat(firstLine(port)).startsWith("* OK");
    }

    @Test
    void hangsOnOnePort() throws Exception {
        int port = stub.mailbox("mailbox-2").ports().pop3();
        admin("PUT", "/faults/mailbox-2/pop3", "{kind: hang}");
        assertThatThrownBy(() -> firstLine(port, Duration.ofMillis(500))).isInstanceOf(SocketTimeoutException.class);
        assertThat(firstLine(stub.mailbox("mailbox-1").ports().pop3())).startsWith("+OK");
    }

    @Test
    void sendsAWrongGreetingOnce() throws Exception {
        admin("PUT", "/faults/mailbox-1/imap", "{kind: wrong, text: \"* BYE not today\\r\\n\", times: 1}");
        assertThat(firstLine(stub.mailbox("mailbox-1").ports().imap())).isEqualTo("* BYE not today");
        assertThat(firstLine(stub.mailbox("mailbox-1").ports().imap())).startsWith("* OK");
    }

    @Test
    void respondsToLookupsWithAStatus() throws Exception {
        admin("PUT", "/faults/lookup/1", "{kind: status, status: 503}");
        URI lookup = stub.lookup().urls().get(0).resolve("/service/extension/nginx-lookup");
        assertThat(http.send(HttpRequest.newBuilder(lookup).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/faults/mailbox-9/imap|hang|mailbox-9",
                "PUT|/faults/mailbox-1/imap|explode|hang",
                "PUT|/faults/mailbox-1/imap|{kind: slow, milis: 5}|milis",
                "PUT|/faults/mailbox-1/imap|[|YAML",
                "GET|/nonsense||allowed",
            })
    void rejectsInvalidRequestsAndListsWhatIsAllowed(String method, String path, String body, String expected)
            throws Exception {
        HttpResponse<String> response = admin(method, path, body == null ? "" : body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(expected).doesNotContain("Exception");
    }

    @Test
    void showsAndClearsTheJournal() throws Exception {
        firstLine(stub.mailbox("mailbox-1").ports().imap());
        assertThat(admin("GET", "/requests?target=mailbox-1/imap", "").body()).contains("CONNECT");
        admin("DELETE", "/requests", "");
        assertThat(admin("GET", "/requests", "").body()).doesNotContain("CONNECT");
    }
}
