package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.WebCurl;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** curl with every version of HTTP and TLS gets the responses of the mailbox server. */
class WebClientsIT {
    private static final int MIB = 1024 * 1024;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().forgiving());

    private static WebCurl curl;
    private static Path upload;

    @BeforeAll
    static void prepareCurl() throws Exception {
        curl = new WebCurl(site, site.folder().resolve("curl"));
        upload = Files.write(site.folder().resolve("upload"), BulkPattern.bytes(0, 5 * MIB));
    }

    @AfterEach
    void clearFaults() {
        site.zimbra().clearFaults();
    }

    @ParameterizedTest
    @EnumSource
    void downloads(WebProtocol way) throws Exception {
        WebCurl.Run run = curl.run(
                        way,
                        List.of(),
                        "/bytes?n=3000017",
                        "/bytes?n=3000017&chunked=true",
                        "/bytes?n=0",
                        "/status/204",
                        "/bytes?n=1")
                .requireSuccess();

        assertThat(run.responses()).extracting(WebCurl.Response::status).containsExactly(200, 200, 200, 204, 200);
        List<String> sums = new ArrayList<>();
        for (WebCurl.Response response : run.responses()) {
            sums.add(response.sha256());
        }
        assertThat(sums)
                .containsExactly(
                        BulkPattern.sha256(3000017),
                        BulkPattern.sha256(3000017),
                        BulkPattern.sha256(0),
                        BulkPattern.sha256(0),
                        BulkPattern.sha256(1));
        if (way.isHttp10()) {
            assertThat(run.heads()).doesNotContain("transfer-encoding");
        } else {
            assertThat(run.responses()).extracting(WebCurl.Response::version).containsOnly(way.version());
            assertThat(run.connections()).isEqualTo(1);
        }
    }

    /** Uploads 5 MiB. With HTTP/1.1, curl sends Expect: 100-continue and waits. */
    @ParameterizedTest
    @EnumSource
    void uploads(WebProtocol way) throws Exception {
        List<String> options = List.of("--expect100-timeout", "60", "--upload-file", upload.toString());
        WebCurl.Run run = curl.run(way, options, "/upload").requireSuccess();

        assertThat(run.response().status()).isEqualTo(200);
        assertThat(run.response().text()).contains(BulkPattern.sha256(5 * MIB));
        boolean expected = !way.isHttp10() && !way.isHttp2();
        assertThat(run.heads().startsWith("http/1.1 100 ")).as(run.heads()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void uploadsWithoutLength(WebProtocol way) throws Exception {
        List<String> unknown = List.of(
                "--upload-file",
                upload.toString(),
                "--upload-file",
                upload.toString(),
                "--header",
                "Transfer-Encoding: chunked",
                "--header",
                "Expect:");
        WebCurl.Run run = curl.run(way, unknown, "/upload", "/upload").requireSuccess();

        assertThat(run.responses()).extracting(WebCurl.Response::status).containsExactly(200, 200);
        assertThat(run.responses().get(0).text()).contains(BulkPattern.sha256(5 * MIB));
        assertThat(run.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HTTP_1_0")
    void postsAForm(WebProtocol way) throws Exception {
        WebCurl.Run login = curl.run(
                        way,
                        List.of("--data", "user=bob@example.org", "--data-urlencode", "password=secret-bob"),
                        "/webmail/login")
                .requireSuccess();
        assertThat(login.response().status()).isEqualTo(302);
        assertThat(login.heads()).contains("\nset-cookie: zm_auth_token=0_");
    }

    @ParameterizedTest
    @EnumSource
    void getsHeads(WebProtocol way) throws Exception {
        WebCurl.Run run = curl.run(way, List.of("--head"), "/bytes?n=1234567", "/bytes?n=7&chunked=true", "/status/404")
                .requireSuccess();

        assertThat(run.responses()).extracting(WebCurl.Response::status).containsExactly(200, 200, 404);
        assertThat(run.heads()).contains("\ncontent-length: 1234567\r\n");
        if (!way.isHttp10()) {
            assertThat(run.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP_1_0    | 100-4195 | 206 | content-range: bytes 100-4195/10000 | 100  | 4096
            HTTP        | 9000-    | 206 | content-range: bytes 9000-9999/10000 | 9000 | 1000
            HTTPS       | 0-0      | 206 | content-range: bytes 0-0/10000      | 0    | 1
            HTTP2       | 100-4195 | 206 | content-range: bytes 100-4195/10000 | 100  | 4096
            HTTPS_TLS12 | 10000-   | 416 | content-range: bytes */10000        | 0    | 0
            """)
    void getsARange(WebProtocol way, String range, int status, String head, int from, int length) throws Exception {
        WebCurl.Run run =
                curl.run(way, List.of("--range", range), "/bytes?n=10000").requireSuccess();

        assertThat(run.response().status()).isEqualTo(status);
        assertThat(run.heads()).contains("\n" + head + "\r\n");
        assertThat(run.response().body()).isEqualTo(BulkPattern.bytes(from, length));
    }

    @ParameterizedTest
    @EnumSource
    void getsEarlyHints(WebProtocol way) throws Exception {
        WebCurl.Run run = curl.run(way, List.of(), "/hints").requireSuccess();

        String hints = "http/" + way.version() + " 103 ";
        assertThat(run.response().status()).isEqualTo(200);
        assertThat(run.heads().contains(" 103 ")).isEqualTo(!way.isHttp10());
        if (!way.isHttp10()) {
            assertThat(run.heads()).startsWith(hints).contains("\r\n\r\nhttp/" + way.version() + " 200 ");
            assertThat(run.heads().split("\nlink: </picture\\?n=1>; rel=preload; as=image\r", -1))
                    .hasSize(3);
        }
        assertThat(run.response().text()).isEqualTo("hinted\n");
    }

    @ParameterizedTest
    @EnumSource
    void getsTrailers(WebProtocol way) throws Exception {
        WebCurl.Run run = curl.run(way, List.of(), "/trailers?n=100000").requireSuccess();

        assertThat(run.response().sha256()).isEqualTo(BulkPattern.sha256(100000));
        assertThat(run.heads().contains("\r\n\r\nx-sum: " + BulkPattern.sha256(100000)))
                .as(run.heads())
                .isEqualTo(!way.isHttp10());
    }

    @ParameterizedTest
    @EnumSource
    void keepsCookies(WebProtocol way) throws Exception {
        Path jar = site.folder().resolve("cookies-" + way);
        curl.run(way, List.of("--cookie-jar", jar.toString()), "/cookie").requireSuccess();
        WebCurl.Run run =
                curl.run(way, List.of("--cookie", jar.toString()), "/echo").requireSuccess();

        assertThat(run.response().text()).contains("MAILBOX=").contains("SECOND=two");
    }

    @ParameterizedTest
    @EnumSource
    void noticesAnIncompleteResponse(WebProtocol way) throws Exception {
        for (int mailbox = 1; mailbox <= 2; mailbox++) {
            site.zimbra().fault("mailbox-" + mailbox + "/http", Fault.closeEarly());
        }
        WebCurl.Run run = curl.run(way, List.of(), "/home/alice@example.com/x");

        boolean refused = run.exit() == 0 && run.response().status() == 502;
        // partial file, failure in receiving, HTTP/2 stream not closed cleanly
        assertThat(refused || List.of(18, 56, 92).contains(run.exit()))
                .as(run.exit() + " " + run.output() + run.heads())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTPS", "HTTP2"})
    void gets417ForAnUnknownExpectation(WebProtocol way) throws Exception {
        WebCurl.Run run = curl.run(way, List.of("--header", "Expect: tea", "--data", "x"), "/upload")
                .requireSuccess();
        assertThat(run.response().status()).isEqualTo(417);
    }

    /** The proxy or the server responds without reading the upload. The response must not be lost when the connection ends. */
    @ParameterizedTest
    @EnumSource
    void getsARefusalDuringAnUpload(WebProtocol way) throws Exception {
        List<String> options = List.of("--header", "Expect:", "--upload-file", upload.toString());
        WebCurl.Run proxy = curl.run(way, options, "/a%0ab").requireSuccess();
        assertThat(proxy.response().status()).isEqualTo(403);
        assertThat(proxy.response().text()).contains("</html>");

        WebCurl.Run server = curl.run(way, options, "/status/413").requireSuccess();
        assertThat(server.response().status()).isEqualTo(413);
        assertThat(server.response().text()).isEqualTo("status 413\n");
    }

    /** Requests 60 URLs, up to 30 at once. */
    @Test
    void downloadsManyUrlsInParallel() throws Exception {
        String[] paths =
                IntStream.range(0, 60).mapToObj(i -> "/bytes?n=" + i * 1009).toArray(String[]::new);
        WebCurl.Run run = curl.run(WebProtocol.HTTP2, List.of("--parallel", "--parallel-max", "30"), paths)
                .requireSuccess();

        assertThat(run.responses())
                .extracting(WebCurl.Response::status)
                .hasSize(60)
                .containsOnly(200);
        assertThat(run.connections()).isEqualTo(1);
        for (int i = 0; i < 60; i++) {
            assertThat(run.responses().get(0).file().resolveSibling("body-" + i))
                    .hasBinaryContent(BulkPattern.bytes(0, i * 1009));
        }
    }

    @Test
    void getsNoHttp2WithoutTls() throws Exception {
        WebCurl.Run upgrade =
                curl.run(WebProtocol.HTTP, List.of("--http2"), "/echo", "/echo").requireSuccess();
        assertThat(upgrade.responses()).extracting(WebCurl.Response::version).containsOnly("1.1");
        assertThat(upgrade.responses()).extracting(WebCurl.Response::status).containsOnly(200);
        assertThat(upgrade.responses().get(0).text().toLowerCase(Locale.ROOT))
                .doesNotContain("h2c")
                .doesNotContain("http2-settings");

        WebCurl.Run preface = curl.run(WebProtocol.HTTP, List.of("--http2-prior-knowledge"), "/echo");
        assertThat(preface.exit()).isNotZero();
    }
}
