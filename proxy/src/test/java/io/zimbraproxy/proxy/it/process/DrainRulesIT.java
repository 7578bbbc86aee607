package io.zimbraproxy.proxy.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.ManagementClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what each kind of client sees during a drain, and when the process ends. */
class DrainRulesIT {
    private static final String BYE = "* BYE IMAP server terminating connection\r\n";

    /** Limit for a drain that must not wait; the manifests of these tests have much longer times. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private TestSite site(String timeouts) throws Exception {
        return TestSite.start(folder, StubConfig.demo(), Manifest.sixPorts().with("timeouts: {" + timeouts + "}"));
    }

    private static LineClient imap(TestSite site) throws Exception {
        LineClient client = site.connectTls(site.imaps(), TestSite.HOST);
        client.line();
        assertThat(client.send("a LOGIN alice@example.com secret-alice\r\n").until("a "))
                .contains("a OK");
        return client;
    }

    private static LineClient pop3(TestSite site) throws Exception {
        LineClient client = site.connectTls(site.pop3s(), TestSite.HOST);
        client.line();
        client.ask("USER alice@example.com");
        assertThat(client.ask("PASS secret-alice")).startsWith("+OK");
        return client;
    }

    private static RawWebClient web(TestSite site) throws Exception {
        return new RawWebClient(site.connectTls(site.https(), TestSite.HOST));
    }

    private static void assertPortsRefuse(TestSite site) {
        for (int port : List.of(site.imap(), site.imaps(), site.pop3(), site.pop3s(), site.http(), site.https())) {
            assertThatThrownBy(() -> site.connect(port)).isInstanceOf(ConnectException.class);
        }
    }

    private static void assertExitsSoon(TestSite site, long since) throws Exception {
        assertThat(site.proxy().awaitExit()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(SOON);
    }

    @Test
    void endsSessionsAsTheirProtocolsSay() throws Exception {
        try (TestSite site = site("drain: 12s, drainSettle: 0s")) {
            LineClient session = imap(site);
            LineClient notLoggedIn = site.connectTls(site.imaps(), TestSite.HOST);
            notLoggedIn.line();
            LineClient pop3 = pop3(site);
            RawWebClient web = web(site);
            web.send("GET /slow?seconds=3 HTTP/1.1\r\nHost: " + TestSite.HOST + "\r\n\r\n");

            site.proxy().terminate();
            site.proxy().awaitLine(line -> line.contains("stopped listening"));

            assertThat(site.proxy().managementClient().ready()).isFalse();
            assertPortsRefuse(site);
            // The current request gets a response, and the connection closes after it.
            assertThat(web.response().header("Connection")).hasValue("close");
            assertThat(session.rest()).isEqualTo(BYE);
            assertThat(notLoggedIn.rest()).isEqualTo(BYE);
            assertThat(pop3.ask("STAT")).startsWith("+OK 20 ");
            assertThat(pop3.ask("QUIT")).startsWith("+OK");
            assertThat(pop3.rest()).isEmpty();
            assertThat(site.proxy().awaitExit()).isZero();
            assertThat(site.proxy().log()).contains("draining connections=").contains("stopped");
        }
    }

    @Test
    void servesOneMoreRequestOnAKeptConnection() throws Exception {
        try (TestSite site = site("drain: 60s, drainSettle: 0s")) {
            RawWebClient active = web(site);
            assertThat(active.get("/status/200").header("Connection")).isEmpty();
            RawWebClient idle = web(site);
            idle.get("/status/200");

            site.proxy().terminate();
            site.proxy().awaitLine(line -> line.contains("stopped listening"));
            long since = System.nanoTime();

            RawWebClient.Response response;
            do {
                response = active.get("/status/200");
                assertThat(response.status()).isEqualTo(200);
            } while (response.header("Connection").isEmpty());
            assertThat(response.header("Connection")).hasValue("close");
            assertThat(active.rest()).isEmpty();
            assertThat(idle.rest()).isEmpty();
            assertExitsSoon(site, since);
        }
    }

    private enum Trigger {
        SIGTERM,
        HTTP;

        void drain(TestSite site) throws IOException {
            if (this == SIGTERM) {
                site.proxy().terminate();
            } else {
                RawWebClient.Response response = site.proxy().managementClient().post("/drain");
                assertThat(response.status()).isEqualTo(202);
                assertThat(response.text()).contains("\"phase\":\"draining\"").contains("\"draining\":true");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsConnectionsDuringDrainSettle(Trigger trigger) throws Exception {
        try (TestSite site = site("drain: 60s, drainSettle: 4s")) {
            ManagementClient management = site.proxy().managementClient();
            assertThat(management.get("/drain").text())
                    .contains("\"phase\":\"ready\"", "\"draining\":false", "\"secondsLeft\":0");
            assertThat(management.get("/q/metrics").text()).contains("zimbra_proxy_draining 0.0");

            trigger.drain(site);
            site.proxy().awaitLine(line -> line.contains(" draining connections=0"));

            assertThat(management.ready()).isFalse();
            assertThat(management.get("/q/metrics").text()).contains("zimbra_proxy_draining 1.0");
            LineClient late = imap(site);
            assertThat(management.get("/drain").text())
                    .contains("\"phase\":\"draining\"", "\"connections\":1")
                    .containsPattern("\"secondsLeft\":6[0-4]");
            assertThat(site.proxy().log()).doesNotContain("stopped listening");
            site.proxy().awaitLine(line -> line.contains("stopped listening"));
            assertPortsRefuse(site);
            late.send("b LOGOUT\r\n").until("b ");
            late.close();
            assertThat(site.proxy().awaitExit()).isZero();
        }
    }

    @Test
    void skipsDrainSettleAfterSigint() throws Exception {
        try (TestSite site = site("drain: 60s, drainSettle: 60s")) {
            long since = System.nanoTime();
            site.proxy().interrupt();
            assertExitsSoon(site, since);
        }
    }

    @Test
    void endsAtOnceAfterASecondSigterm() throws Exception {
        try (TestSite site = site("drain: 60s, drainSettle: 60s")) {
            LineClient session = imap(site);
            session.send("b SELECT INBOX\r\nc IDLE\r\n").until("+ ");
            site.proxy().terminate();
            site.proxy().awaitLine(line -> line.contains(" draining connections=1"));
            long since = System.nanoTime();
            site.proxy().terminate();
            assertThat(session.rest()).isEqualTo(BYE);
            assertExitsSoon(site, since);
            assertThat(site.proxy().log()).contains("second request to stop");
        }
    }

    @Test
    void completesAHandshakeThatBeganBeforeTheDrain() throws Exception {
        try (TestSite site = site("drain: 60s, drainSettle: 0s")) {
            LineClient late = site.connect(site.https());
            // All ports accept on one event loop. Once this session is served, the earlier connection is accepted.
            LineClient session = imap(site);
            site.proxy().terminate();
            site.proxy().awaitLine(line -> line.contains("stopped listening"));

            try (RawWebClient web = new RawWebClient(late.startTls(TestSite.HOST))) {
                RawWebClient.Response response = web.get("/");
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.header("Connection")).hasValue("close");
            }
            session.close();
            assertThat(site.proxy().awaitExit()).isZero();
        }
    }

    /** A session in IDLE and a session in APPEND are not between two commands, so the proxy waits for them. */
    @Test
    void endsRemainingSessionsAfterTheDrainTime() throws Exception {
        try (TestSite site = site("drain: 4s, drainSettle: 0s")) {
            LineClient waiting = imap(site);
            waiting.send("b SELECT INBOX\r\nc IDLE\r\n").until("+ ");
            LineClient sending = imap(site);
            sending.send("b APPEND INBOX {1000}\r\n").until("+ ");
            sending.send("Subject: never ends\r\n");
            LineClient pop3 = pop3(site);
            site.proxy().terminate();
            assertThat(waiting.rest()).isEqualTo(BYE);
            assertThat(sending.rest()).isEqualTo(BYE);
            assertThat(pop3.rest()).isEmpty();
            assertThat(site.proxy().awaitExit()).isZero();
            assertThat(site.proxy().log())
                    .contains("closing the remaining connections connections=3")
                    .contains("cause=shutdown");
        }
    }
}
