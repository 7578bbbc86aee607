package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.it.stage.WebCurl;
import io.zimbraproxy.proxy.it.stage.WebProtocol;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS of the HTTPS port: ALPN, resumption and the end of the connection, seen by openssl and curl. */
class WebTlsIT {
    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts());

    /** ALPN offers of openssl (RFC 7301) and their results. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -alpn http/1.1    | ALPN protocol: http/1.1
            -alpn h2,http/1.1 | ALPN protocol: h2
            -alpn x,http/1.1  | ALPN protocol: http/1.1
            -alpn h3          | alert no application protocol
            -quiet            | HTTP/1.1 200 OK
            """)
    void negotiatesAProtocol(String offer, String outcome) throws Exception {
        assertThat(openssl(offer + " -tls1_3")).contains(outcome);
        assertThat(openssl(offer + " -tls1_2")).contains(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void resumesASession(String version) throws Exception {
        Path session = site.folder().resolve("session" + version);
        assertThat(openssl(version + " -sess_out " + session))
                .contains("New, TLSv1")
                .contains("HTTP/1.1 200 OK");
        assertThat(openssl(version + " -sess_in " + session))
                .contains("Reused, TLSv1")
                .contains("HTTP/1.1 200 OK");

        WebProtocol way = version.equals("-tls1_2") ? WebProtocol.HTTPS_TLS12 : WebProtocol.HTTPS;
        List<String> newConnections = List.of("--header", "Connection: close");
        WebCurl.Run run = new WebCurl(site, site.folder().resolve("curl"))
                .run(way, newConnections, "/echo", "/echo", "/echo")
                .requireSuccess();
        assertThat(run.connections()).isEqualTo(3);
        assertThat(run.responses()).extracting(WebCurl.Response::status).containsOnly(200);
    }

    /** The socket below TLS ends with the response, not 2 s later, when the proxy stops waiting for more data of the client. */
    @Test
    void endsTheSocketAfterTheLastResponse() throws Exception {
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

    /** Sends a request with {@code Connection: close}; returns the output of openssl. */
    private static String openssl(String options) throws Exception {
        Program.require("openssl", "openssl");
        String request = "GET /status/200 HTTP/1.1\\r\\nHost: " + TestSite.HOST + "\\r\\nConnection: close\\r\\n\\r\\n";
        String command = "printf '" + request + "' | openssl s_client -ign_eof " + options + " -connect 127.0.0.1:"
                + site.https() + " -servername " + TestSite.HOST + " 2>&1";
        return Program.run(site.folder(), List.of("sh", "-c", command)).output();
    }
}
