package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.RawServer;
import io.zimbraproxy.proxy.it.stage.RawText;
import io.zimbraproxy.proxy.it.stage.RunningProgram;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients of nghttp2: loads of many requests at once, and the frames of a connection. */
class NgHttp2IT {
    private static final String DEBIAN_PACKAGE = "nghttp2-client";
    private static final int STREAMS = 20;

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(Manifest.sixPorts().forgiving());

    @ParameterizedTest(name = "{0} {1}://{3}")
    @CsvSource(delimiter = '|', textBlock = """
            -c 50 -m 20      | https | 20000 | /status/200
            -c 50 --h1       | https | 2000  | /status/200
            -c 50 --h1       | http  | 2000  | /status/200
            -c 50 --h1 -m 10 | http  | 2000  | /status/200
            -c 10 -m 10      | https | 500   | /bytes?n=100000
            -c 10 -m 10      | https | 500   | /bytes?n=100000&chunked=true
            -c 1 -m 100      | https | 500   | /trailers?n=1000
            """)
    void servesEveryRequestOfALoad(String options, String scheme, int requests, String path) throws Exception {
        List<String> command = command("h2load", "-n", String.valueOf(requests), "-H", ":authority: " + TestSite.HOST);
        command.addAll(Arrays.asList(options.split(" ", -1)));
        command.add(url(site, scheme, path));
        String output = Program.run(site.folder(), command).requireSuccess().output();

        assertThat(output)
                .contains(requests + " succeeded, 0 failed, 0 errored, 0 timeout")
                .contains("status codes: " + requests + " 2xx")
                .contains(options.contains("--h1") ? "Application protocol: http/1.1" : "Application protocol: h2");
    }

    @Test
    void sendsNoErrorFrame() throws Exception {
        List<String> command = command("nghttp", "-nv", "-m", "30", "-H", ":authority: " + TestSite.HOST);
        command.add(url(site, "https", "/bytes?n=50000"));
        String output = Program.run(site.folder(), command).requireSuccess().output();

        assertThat(output.lines().filter(line -> line.endsWith(" :status: 200")))
                .hasSize(30);
        assertThat(output)
                .contains("recv SETTINGS frame")
                .doesNotContain("RST_STREAM")
                .doesNotContain("recv GOAWAY")
                .contains("send GOAWAY frame");
    }

    /** The proxy gets SIGTERM after the server has all requests, and before it responds to any. */
    @Test
    void sendsGoAwayAndCompletesOpenStreams() throws Exception {
        CountDownLatch received = new CountDownLatch(STREAMS);
        CountDownLatch release = new CountDownLatch(1);
        int port = FreePorts.take();
        try (RawServer server = RawServer.start("127.0.0.1", port, (in, out) -> hold(in, out, received, release))) {
            TestSite held = site.another(Manifest.sixPorts()
                    .pool("{host: 127.0.0.1, httpPort: " + server.port() + "}")
                    .with("timeouts: {drainSettle: 0s}"));
            List<String> command =
                    command("nghttp", "-nv", "-m", String.valueOf(STREAMS), "-H", ":authority: " + TestSite.HOST);
            command.add(url(held, "https", "/held"));
            try (RunningProgram client = new RunningProgram(command)) {
                assertThat(received.await(20, TimeUnit.SECONDS))
                        .as("requests at the server")
                        .isTrue();
                held.proxy().terminate();
                client.awaitLine(line -> line.contains("recv GOAWAY frame"));
                release.countDown();
                String output = client.requireSuccess();

                assertThat(output.lines().filter(line -> line.endsWith(" :status: 200")))
                        .hasSize(STREAMS);
                assertThat(output).doesNotContain("RST_STREAM");
                assertThat(output.lines().filter(line -> line.contains("error_code=")))
                        .allMatch(line -> line.contains("error_code=NO_ERROR"));
            }
            assertThat(held.proxy().awaitExit()).isZero();
        }
    }

    private static void hold(InputStream in, OutputStream out, CountDownLatch received, CountDownLatch release)
            throws IOException {
        while (RawText.head(in) != null) {
            received.countDown();
            try {
                if (!release.await(20, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            RawText.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nheld\n");
        }
    }

    private static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Program.require(program, DEBIAN_PACKAGE).toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Returns a URL with localhost, which the certificate also names. */
    private static String url(TestSite target, String scheme, String path) {
        return scheme + "://localhost:" + (scheme.equals("https") ? target.https() : target.http()) + path;
    }
}
