package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.fault.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests reach the mailbox server of their user, with the client's address. */
class WebRoutingIT {
    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().forgiving());

    @AfterEach
    void clearFaults() {
        site.zimbra().clearFaults();
    }

    private static RawWebClient web(String scheme) throws Exception {
        return scheme.equals("https")
                ? new RawWebClient(site.connectTls(site.https(), TestSite.HOST))
                : new RawWebClient(site.connect(site.http()));
    }

    @ParameterizedTest
    @CsvSource({
        "http,  /home/alice@example.com/inbox.rss,          mailbox-1",
        "https, /home/alice@example.com/inbox.rss,          mailbox-1",
        "https, /home/~bob@example.org/calendar,            mailbox-2",
        "https, /service/home/bob@example.org/calendar.ics, mailbox-2",
        "https, /service/home/~alice@example.com/x,         mailbox-1",
        "https, /dav/bob@example.org/Calendar/,             mailbox-2",
        "https, /principals/users/bob@example.org/,         mailbox-2",
        "https, /home/b%6fb@example.org/x,                  mailbox-2",
        "https, //home/./bob@example.org/x,                 mailbox-2",
    })
    void routesByTheUserInThePath(String scheme, String path, String mailbox) throws Exception {
        try (RawWebClient client = web(scheme)) {
            assertThat(client.get(path).header("X-Mailbox")).hasValue(mailbox);
        }
    }

    @ParameterizedTest
    @CsvSource({"alice@example.com, mailbox-1", "bob@example.org, mailbox-2"})
    void routesByTheAuthToken(String account, String mailbox) throws Exception {
        String token = site.zimbra().token(account).encode();
        try (RawWebClient client = web("https")) {
            RawWebClient.Response response = client.get("/echo", "Cookie: a=b; ZM_AUTH_TOKEN=" + token);
            assertThat(response.header("X-Mailbox")).hasValue(mailbox);
        }
    }

    @Test
    void prefersThePathToTheToken() throws Exception {
        String token = site.zimbra().token("alice@example.com").encode();
        try (RawWebClient client = web("https")) {
            RawWebClient.Response response = client.get("/home/bob@example.org/x", "Cookie: ZM_AUTH_TOKEN=" + token);
            assertThat(response.header("X-Mailbox")).hasValue("mailbox-2");
        }
    }

    @Test
    void routesByTheClientAddressWithoutAUser() throws Exception {
        // 127.0.0.1 by Zimbra's hash over three servers: 89, then h * 113 + byte modulo 6271 for each byte.
        int h = 89;
        for (int b : new int[] {127, 0, 0, 1}) {
            h = (h * 113 + b) % 6271;
        }
        String expected = site.zimbra()
                .mailboxes()
                .get(h % site.zimbra().mailboxes().size())
                .name();
        try (RawWebClient client = web("https")) {
            assertThat(client.get("/").header("X-Mailbox")).hasValue(expected);
            assertThat(client.get("/", "Cookie: ZM_AUTH_TOKEN=0_nonsense_zz").header("X-Mailbox"))
                    .hasValue(expected);
            assertThat(client.get("/home/nobody@example.com/x").header("X-Mailbox"))
                    .hasValue(expected);
        }
    }

    @Test
    void addsTheClientAddressAndRemovesHopByHopFields() throws Exception {
        try (RawWebClient client = web("https")) {
            String body = client.get(
                            "/echo",
                            "X-Forwarded-For: 192.0.2.1",
                            "Connection: keep-alive, X-Secret",
                            "X-Secret: 1",
                            "Keep-Alive: 5",
                            "TE: trailers",
                            "X-Kept: yes")
                    .text();
            Map<String, String> headers = headers(body);
            assertThat(headers)
                    .containsEntry("x-forwarded-for", "192.0.2.1, 127.0.0.1")
                    .containsEntry("x-forwarded-proto", "https")
                    .containsEntry("host", TestSite.HOST)
                    .containsEntry("x-kept", "yes")
                    .doesNotContainKeys("x-secret", "keep-alive", "te");
        }
    }

    /** Returns the header fields in the echo page, with names in lower case. */
    private static Map<String, String> headers(String page) {
        return new JsonObject(page)
                .getJsonArray("headers").stream()
                        .map(JsonArray.class::cast)
                        .collect(Collectors.toMap(
                                pair -> pair.getString(0).toLowerCase(Locale.ROOT), pair -> pair.getString(1)));
    }

    @Test
    void rewritesRedirectsToThePublicHost() throws Exception {
        try (RawWebClient client = web("https")) {
            RawWebClient.Response response = client.get("/redirect?to=http%3A%2F%2F" + TestSite.HOST + "%2Fmail");
            assertThat(response.header("Location")).hasValue("https://" + TestSite.HOST + "/mail");
            RawWebClient.Response away = client.get("/redirect?to=http%3A%2F%2Fwww.example.net%2Fmail");
            assertThat(away.header("Location")).hasValue("http://www.example.net/mail");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Host: other.example.net', 400",
        "'Host: mail.example.com:8443', 200",
        "'Host: MAIL.example.org', 200",
        "'Host: a b', 400",
        "'X-No: host', 400",
    })
    void servesOnlyConfiguredHosts(String host, int status) throws Exception {
        try (RawWebClient client = web("https")) {
            client.send("GET /echo HTTP/1.1\r\n" + host + "\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(status);
        }
    }

    @Test
    void refusesPathsWithLineEnds() throws Exception {
        try (RawWebClient client = web("https")) {
            assertThat(client.get("/home/a%0d%0aset%20x/y").status()).isEqualTo(403);
        }
    }

    @Test
    void respondsWith502IfTheServerOfTheUserIsDown() throws Exception {
        site.zimbra().fault("mailbox-2/http", Fault.refuse());
        try (RawWebClient client = web("https")) {
            RawWebClient.Response response = client.get("/home/bob@example.org/x");
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.text())
                    .contains("cannot be reached")
                    .doesNotContain("mailbox-2")
                    .doesNotContain("127.0.0.1");
            assertThat(client.get("/home/alice@example.com/x").status()).isEqualTo(200);
        }
    }

    @Test
    void keepsTokensOutOfTheLog() throws Exception {
        String token = site.zimbra().token("alice@example.com").encode();
        try (RawWebClient client = web("https")) {
            client.get("/echo?zauthtoken=" + token, "Cookie: ZM_AUTH_TOKEN=" + token);
        }
        site.proxy().awaitLine(line -> line.contains("path=/echo ") && line.contains("status=200"));
        assertThat(site.proxy().log()).doesNotContain(token);
    }
}
