package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebCurl;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import io.zimbraproxy.stub.config.StubConfig;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** openssl at the HTTPS port: what is agreed on before the first request, and what is remembered of it. */
class WebTlsIT {
    @TempDir
    static Path folder;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        site = TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** What openssl offers by ALPN (RFC 7301), and what comes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -alpn http/1.1    | ALPN protocol: http/1.1
            -alpn h2,http/1.1 | ALPN protocol: h2
            -alpn x,http/1.1  | ALPN protocol: http/1.1
            -alpn h3          | alert no application protocol
            -quiet            | HTTP/1.1 200 OK
            """)
    void agreesOnAProtocol(String offer, String outcome) throws Exception {
        assertThat(openssl(offer + " -tls1_3")).contains(outcome);
        assertThat(openssl(offer + " -tls1_2")).contains(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void resumesItsSession(String version) throws Exception {
        Path session = folder.resolve("session" + version);
        assertThat(openssl(version + " -sess_out " + session))
                .contains("New, TLSv1")
                .contains("HTTP/1.1 200 OK");
        assertThat(openssl(version + " -sess_in " + session))
                .contains("Reused, TLSv1")
                .contains("HTTP/1.1 200 OK");

        WebProtocol way = version.equals("-tls1_2") ? WebProtocol.HTTPS_TLS12 : WebProtocol.HTTPS;
        List<String> anew = List.of("--header", "Connection: close");
        WebCurl.Run run = new WebCurl(site, folder.resolve("curl"))
                .run(way, anew, "/echo", "/echo", "/echo")
                .requireSuccess();
        assertThat(run.connections()).isEqualTo(3);
        assertThat(run.answers()).extracting(WebCurl.Answer::status).containsOnly(200);
    }

    /** Below TLS the end is there with the answer, not when the patience with what a client still sends is over, 2 s later. */
    @Test
    void endsTheSocketAfterTheLastAnswer() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.https());
                Socket tls = LineClient.trusting(site.authority())
                        .getSocketFactory()
                        .createSocket(socket, TestSite.HOST, site.https(), false)) {
            socket.setSoTimeout(20_000);
            String request = "GET /status/200 HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\nConnection: close\r\n\r\n";
            tls.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(tls.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200");
            socket.setSoTimeout(1500);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** A request over TLS, answered with a close. */
    private static String openssl(String options) throws Exception {
        Program.require("openssl", "openssl");
        String request = "GET /status/200 HTTP/1.1\\r\\nHost: " + TestSite.HOST + "\\r\\nConnection: close\\r\\n\\r\\n";
        String command = "printf '" + request + "' | openssl s_client -ign_eof " + options + " -connect 127.0.0.1:"
                + site.https() + " -servername " + TestSite.HOST + " 2>&1";
        return Program.run(folder, List.of("sh", "-c", command)).output();
    }
}
