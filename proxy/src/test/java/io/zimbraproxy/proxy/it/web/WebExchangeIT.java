package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.Wire;
import io.zimbraproxy.stub.config.StubConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exchanges in which client and server wait for each other: interim responses, bodies that are not sent, early responses,
 * trailers and broken connections, with and without TLS. {@link WebCorpusIT} has the cases that need no such order.
 */
class WebExchangeIT {
    private static final String HOST = "Host: " + TestSite.HOST + "\r\n";

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

    private static List<String> lowerCase(List<String> lines) {
        return lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void a100ContinueComesFromTheServer(String scheme) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("POST /x HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            Wire upstream = server.accept();
            assertThat(lowerCase(upstream.head())).contains("expect: 100-continue", "content-length: 5");
            upstream.send("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            client.send("hello");
            assertThat(upstream.take(5)).isEqualTo("hello");
            upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            // The proxy sends no second 100 (Continue).
            assertThat(client.response().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"http, 417", "https, 417", "http, 401", "https, 413", "http, 200"})
    void aFinalStatusInsteadOf100IsPassedOn(String scheme, int status) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("PUT /x HTTP/1.1\r\n" + HOST + "Content-Length: 5000000000\r\nExpect: 100-continue\r\n\r\n");
            Wire upstream = server.accept();
            upstream.head();
            upstream.send("HTTP/1.1 " + status + " Final\r\nContent-Length: 5\r\nConnection: close\r\n\r\nfinal");
            // The client gets no 100 (Continue) before it.
            RawWebClient.Response response = client.response();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.text()).isEqualTo("final");
            assertThat(upstream.atEnd()).isTrue();
        }
    }

    /** RFC 8297. There may be several interim responses, and HTTP/1.0 clients get none (RFC 9110 section 15.2). */
    @ParameterizedTest
    @CsvSource({"http, 1.1", "https, 1.1", "http, 1.0", "https, 1.0"})
    void interimResponsesArePassedOnAtOnce(String scheme, String version) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("GET /x HTTP/" + version + "\r\n" + HOST + "\r\n");
            Wire upstream = server.accept();
            upstream.head();
            upstream.send("HTTP/1.1 103 Early Hints\r\nLink: </1.css>; rel=preload\r\nX-One: 1\r\n\r\n");
            if (version.equals("1.1")) {
                RawWebClient.Response hints = client.head();
                assertThat(hints.status()).isEqualTo(103);
                assertThat(hints.header("Link")).hasValue("</1.css>; rel=preload");
                assertThat(hints.header("X-One")).hasValue("1");
            }
            upstream.send("HTTP/1.1 102 Processing\r\n\r\n");
            if (version.equals("1.1")) {
                assertThat(client.head().status()).isEqualTo(102);
            }
            upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            RawWebClient.Response response = client.response();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("X-One")).isEmpty();
            assertThat(response.text()).isEqualTo("ok");
        }
    }

    /** Client and server send in turn, each after the other's data. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aResponseMayBeginBeforeTheEndOfTheRequest(String scheme) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("POST /x HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            Wire upstream = server.accept();
            upstream.head();
            upstream.awaitWord("one");
            upstream.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nONE\r\n");
            RawWebClient.Response response = client.response();
            assertThat(new String(response.body().readNBytes(3), StandardCharsets.ISO_8859_1))
                    .isEqualTo("ONE");
            client.send("3\r\ntwo\r\n");
            upstream.awaitWord("two");
            upstream.send("3\r\nTWO\r\n");
            assertThat(new String(response.body().readNBytes(3), StandardCharsets.ISO_8859_1))
                    .isEqualTo("TWO");
            client.send("0\r\n\r\n");
            upstream.awaitWord("\r\n0\r\n\r\n");
            upstream.send("0\r\n\r\n");
            assertThat(response.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void anEarlyResponseToAnUnfinishedRequestClosesBothConnections(String scheme) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("POST /x HTTP/1.1\r\n" + HOST + "Content-Length: 1000000\r\n\r\nbegin");
            Wire upstream = server.accept();
            upstream.head();
            assertThat(upstream.take(5)).isEqualTo("begin");
            upstream.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno");
            RawWebClient.Response response = client.response();
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.header("Connection")).hasValue("close");
            assertThat(response.text()).isEqualTo("no");
            // Another request on this connection would be taken for the rest of the body.
            assertThat(upstream.atEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void trailersPassInBothDirections(String scheme) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("POST /x HTTP/1.1\r\n" + HOST
                    + "TE: trailers\r\nConnection: TE\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                    + "4;ext=1\r\nbody\r\n0\r\nX-Sum: up\r\nX-Two: 2\r\n\r\n");
            Wire upstream = server.accept();
            assertThat(lowerCase(upstream.head())).contains("transfer-encoding: chunked");
            assertThat(upstream.take(9)).isEqualTo("4\r\nbody\r\n");
            assertThat(upstream.line()).isEqualTo("0");
            assertThat(lowerCase(upstream.head())).containsExactly("x-sum: up", "x-two: 2");
            upstream.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            upstream.send("6\r\nanswer\r\n0\r\nX-Sum: down\r\nX-Two: 3\r\n\r\n");

            assertThat(client.head().header("Transfer-Encoding")).hasValue("chunked");
            assertThat(client.bytes(14)).isEqualTo("6\r\nanswer\r\n0\r\n");
            assertThat(List.of(client.line(), client.line(), client.line()))
                    .containsExactly("X-Sum: down", "X-Two: 3", "");
        }
    }

    /** Data of a server, and how its connection ends; {@code \} stands for CR LF. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            http  | end   | Content-Length: 10\\\\half
            http  | reset | Content-Length: 10\\\\half
            https | end   | Content-Length: 10\\\\half
            https | reset | Content-Length: 10\\\\half
            http  | end   | Transfer-Encoding: chunked\\\\4\\half\\
            http  | end   | Transfer-Encoding: chunked\\\\9\\half
            http  | end   | Transfer-Encoding: chunked\\\\4\\half\\0\\
            http  | end   | Transfer-Encoding: chunked\\\\4\\half\\0\\X-Sum: 1\\
            http  | reset | Transfer-Encoding: chunked\\\\4\\half\\
            https | end   | Transfer-Encoding: chunked\\\\4\\half\\
            https | reset | Transfer-Encoding: chunked\\\\4\\half\\
            http  | reset | X-Until: the end\\\\half
            https | reset | X-Until: the end\\\\half
            """)
    void anIncompleteResponseStaysIncomplete(String scheme, String how, String response) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("GET /x HTTP/1.1\r\n" + HOST + "\r\n");
            Wire upstream = server.accept();
            upstream.head();
            upstream.send("HTTP/1.1 200 OK\r\n" + response.replace("\\", "\r\n"));
            RawWebClient.Response seen = client.response();
            assertThat(new String(seen.body().readNBytes(4), StandardCharsets.ISO_8859_1))
                    .isEqualTo("half");
            upstream.end(how);
            assertThatThrownBy(() -> seen.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    /** A response without a length ends with its connection (RFC 9112 section 6.3). HTTP/1.1 clients get it in chunks. */
    @ParameterizedTest
    @CsvSource({"http, 1.1", "https, 1.1", "http, 1.0"})
    void aResponseMayEndWithItsConnection(String scheme, String version) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("GET /x HTTP/" + version + "\r\n" + HOST + "\r\n");
            Wire upstream = server.accept();
            upstream.head();
            upstream.send("HTTP/1.1 200 OK\r\nX-Until: the end\r\n\r\nall of it");
            upstream.end("end");
            if (version.equals("1.1")) {
                assertThat(client.response().text()).isEqualTo("all of it");
            } else {
                assertThat(client.rest()).endsWith("\r\n\r\nall of it");
            }
        }
    }

    /** If the client disconnects, the proxy closes the connection to the server, before and after the response begins. */
    @ParameterizedTest
    @CsvSource({"http, false", "http, true", "https, false", "https, true"})
    void aPollEndsWithItsClient(String scheme, boolean begun) throws Exception {
        RawWebClient client = web(scheme);
        client.send("POST /service/soap/WaitSetRequest HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nquery");
        Wire upstream = server.accept();
        upstream.head();
        assertThat(upstream.take(5)).isEqualTo("query");
        if (begun) {
            upstream.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n \r\n");
            assertThat(client.response().body().read()).isEqualTo(' ');
        }
        client.close();
        assertThat(upstream.atEnd()).isTrue();
    }

    /** Each part is passed on at once, because the next may take an hour. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aPollGetsEveryPartAtOnce(String scheme) throws Exception {
        try (RawWebClient client = web(scheme)) {
            client.send("GET /Microsoft-Server-ActiveSync?Cmd=Ping HTTP/1.1\r\n" + HOST + "\r\n");
            Wire upstream = server.accept();
            upstream.head();
            upstream.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            RawWebClient.Response response = client.response();
            for (String part : List.of("a", "b", "c")) {
                upstream.send("1\r\n" + part + "\r\n");
                assertThat(response.body().read()).isEqualTo(part.charAt(0));
            }
            upstream.send("0\r\n\r\n");
            assertThat(response.body().read()).isEqualTo(-1);
        }
    }
}
