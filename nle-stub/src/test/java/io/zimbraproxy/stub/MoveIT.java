package io.zimbraproxy.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.stub.config.StubConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests that lookups and logins follow an account that is moved over HTTP. */
class MoveIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String login(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            in.readLine();
            socket.getOutputStream()
                    .write("a LOGIN alice@example.com secret-alice\r\nb SELECT INBOX\r\nc LOGOUT\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            StringBuilder replies = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.startsWith("c "); line = in.readLine()) {
                replies.append(line).append('\n');
            }
            return replies.toString();
        }
    }

    @Test
    void lookupsAndLoginsFollowTheAccount() throws Exception {
        try (ZimbraStub stub = ZimbraStub.start(StubConfig.demo())) {
            int before = stub.mailbox("mailbox-1").ports().imap();
            int after = stub.mailbox("mailbox-2").ports().imap();
            assertThat(login(before)).contains("a OK");
            assertThat(login(after)).contains("a NO");

            HttpResponse<String> moved = HTTP.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + stub.adminPort() + "/accounts/alice@example.com"))
                            .PUT(HttpRequest.BodyPublishers.ofString("mailbox-2"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
            assertThat(login(before)).contains("a NO");
            assertThat(login(after)).contains("a OK").contains("b OK").containsPattern("\\* [1-9][0-9]* EXISTS");
            HttpResponse<String> lookup = HTTP.send(
                    HttpRequest.newBuilder(stub.lookup().urls().get(0).resolve("/service/extension/nginx-lookup"))
                            .header("Auth-Method", "username")
                            .header("Auth-User", "alice@example.com")
                            .header("Auth-Protocol", "imap")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(lookup.headers().firstValue("Auth-Port")).hasValue(String.valueOf(after));
        }
    }
}
