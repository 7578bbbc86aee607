package io.zimbraproxy.proxy.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.ManagementClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.RawText;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.it.stage.RunningProgram;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.ByteSize;
import io.zimbraproxy.stub.config.SeededMail;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Drains the proxy under load: no session breaks, no data is lost, and the drain ends in time. */
class DrainIT {
    /** Idle sessions; a tenth of this number of each other kind. {@code -Ddrain.sessions=2000} opens more. */
    private static final int IDLE = Integer.getInteger("drain.sessions", 40);

    private static final int BUSY = Math.max(2, IDLE / 10);
    /** Sessions that each read 16 MiB. */
    private static final int READERS = Math.min(BUSY, 10);

    private static final int WEB_CLIENTS = Integer.getInteger("drain.clients", 8);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration DRAIN = Duration.ofSeconds(Integer.getInteger("drain.seconds", 12));
    private static final String BYE = "* BYE IMAP server terminating connection\r\n";

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(zimbra(), manifest());

    private final DrainActivities activities = new DrainActivities(site, IDLE / 2);

    private static StubConfig zimbra() {
        Account reader = Account.of("reader@example.com", "secret-reader", "bulk")
                .withMail(SeededMail.of(0, ByteSize.parse(DrainActivities.LARGE / 1024 + "KiB")));
        return StubConfig.demo().withAccounts(reader);
    }

    private static Manifest manifest() {
        return Manifest.sixPorts()
                .clearTextLogins()
                .with("timeouts: {drain: " + DRAIN.toSeconds() + "s, drainSettle: " + SETTLE.toSeconds() + "s}");
    }

    @Test
    void drainsUnderLoadWithoutBreakingASession() throws Exception {
        try (DrainedClients idle = new DrainedClients();
                DrainedClients waiting = new DrainedClients();
                DrainedClients busy = new DrainedClients();
                DrainedClients leaving = new DrainedClients();
                ShortLivedClients shortLived = ShortLivedClients.untilRefused(site)) {
            for (int i = 0; i < IDLE; i++) {
                idle.add(activities.imap(i, "reader@example.com"), activities::idle);
            }
            for (int i = 0; i < BUSY; i++) {
                String message = DrainActivities.message(i);
                // GreenMail sometimes ends a session that appends while others append, if its inbox is open.
                LineClient sender = activities.login(i, "bob@example.org");
                sender.send("c APPEND INBOX {" + message.length() + "}\r\n").until("+ ");
                busy.add(sender, client -> activities.appending(client, message));
                LineClient waiter = activities.imap(i, "alice@example.com");
                waiter.send("c IDLE\r\n").until("+ ");
                waiting.add(waiter, LineClient::rest);
                leaving.add(activities.pop3(i), activities::polling);
            }
            KeepAliveClients web = new KeepAliveClients(site).start(WEB_CLIENTS);
            shortLived.start();
            for (int i = 0; i < READERS; i++) {
                busy.add(activities.imap(i, "reader@example.com"), activities::readingSlowly);
            }
            leaving.add(site.connectTls(site.https(), TestSite.HOST), DrainIT::download);

            drain(web, shortLived, idle);

            assertThat(lastTexts(waiting)).allMatch(text -> text.endsWith(BYE));
            assertThat(lastTexts(busy)).containsOnly(BYE);
            assertThat(lastTexts(leaving)).containsOnly("");
            assertAppendedMessagesAreStored();
        }
    }

    private static List<String> lastTexts(DrainedClients clients) throws Exception {
        return clients.await().stream().map(DrainedClients.End::text).toList();
    }

    /** Sends SIGTERM, waits for the end of the process, and checks what the clients saw. */
    private void drain(KeepAliveClients web, ShortLivedClients shortLived, DrainedClients idle) throws Exception {
        try (RunningProgram streams = streams()) {
            streams.awaitLine(line -> line.endsWith(" :status: 200"));
            int servedBefore = shortLived.served();
            long begin = System.nanoTime();
            site.proxy().terminate();
            assertDrainIsReported(begin);
            site.proxy().awaitLine(line -> line.contains("stopped listening"));
            int servedWhileSettling = shortLived.served() - servedBefore;
            assertPortsRefuse();

            assertThat(site.proxy().awaitExit(DRAIN.multipliedBy(2).plusSeconds(20)))
                    .isZero();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            web.await();
            shortLived.stop();
            ByeTimes byes = ByeTimes.of(idle.await());
            System.out.printf(
                    "drain of %s + %s took %.1f s; BYE to %d idle sessions over %.1f s, at most %d a second; %d web "
                            + "responses, %d with Connection: close, %d lost; %d short connections, %d while settling, "
                            + "%d failed%n",
                    SETTLE,
                    DRAIN,
                    took.toMillis() / 1000.0,
                    IDLE,
                    byes.span().toMillis() / 1000.0,
                    byes.mostInASecond(),
                    web.responses(),
                    web.connectionsClosed(),
                    web.lost().size(),
                    shortLived.served(),
                    servedWhileSettling,
                    shortLived.failures().size());

            assertThat(took).isLessThan(SETTLE.plus(DRAIN).plusSeconds(5));
            assertThat(lastTexts(idle)).containsOnly(BYE);
            assertThat(byes.span()).isGreaterThan(DRAIN.dividedBy(3));
            assertThat(byes.mostInASecond()).isLessThanOrEqualTo(IDLE / 2);
            assertThat(web.lost()).isEmpty();
            assertThat(web.refused()).hasSize(WEB_CLIENTS).allMatch(at -> at - begin > SETTLE.toNanos() / 2);
            assertThat(shortLived.failures()).isEmpty();
            assertThat(servedWhileSettling).isPositive();
            assertGracefulGoAway(streams.requireSuccess());
            assertThat(site.proxy().log().lines().filter(line -> line.contains("secondsLeft=")))
                    .hasSizeGreaterThanOrEqualTo((int) took.minus(SETTLE).toSeconds() / 5 - 1);
        }
    }

    /** Requests twelve streams on one connection: two responses after one second, two after two seconds, and so on. */
    private RunningProgram streams() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Program.require("nghttp", "nghttp2-client").toString(),
                "-nv",
                "--no-dep",
                "-H",
                ":authority: " + TestSite.HOST));
        IntStream.range(0, 12)
                .mapToObj(i -> "https://localhost:" + site.https() + "/slow?seconds=" + (1 + i / 2) + "&i=" + i)
                .forEach(command::add);
        return new RunningProgram(command);
    }

    private static void assertGracefulGoAway(String output) {
        assertThat(output.lines().filter(line -> line.endsWith(" :status: 200")))
                .hasSize(12);
        assertThat(output).contains("recv GOAWAY frame").doesNotContain("RST_STREAM");
        assertThat(output.lines().filter(line -> line.contains("error_code=")))
                .allMatch(line -> line.contains("error_code=NO_ERROR"));
    }

    private static String download(LineClient connection) throws Exception {
        RawWebClient.Response response = new RawWebClient(connection).begin("/bytes?n=" + DrainActivities.LARGE);
        assertThat(response.status()).isEqualTo(200);
        assertThat(DrainActivities.slowSha256(response.body())).isEqualTo(BulkPattern.sha256(DrainActivities.LARGE));
        return connection.rest();
    }

    private void assertDrainIsReported(long begin) throws Exception {
        ManagementClient management = site.proxy().managementClient();
        while (management.ready()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SETTLE);
        }
        assertThat(management.get("/drain").text())
                .contains("\"phase\":\"draining\"")
                .doesNotContain("\"connections\":0,")
                .doesNotContain("\"secondsLeft\":0");
        assertThat(management.get("/q/metrics").text()).contains("zimbra_proxy_draining 1.0");
    }

    private void assertPortsRefuse() {
        for (int port : List.of(site.imap(), site.imaps(), site.pop3(), site.pop3s(), site.http(), site.https())) {
            assertThatThrownBy(() -> site.connect(port)).isInstanceOf(ConnectException.class);
        }
    }

    /** Compares the messages that were sent in two halves with those of the mailbox server, which is read directly. */
    private void assertAppendedMessagesAreStored() throws Exception {
        int port = site.zimbra().mailbox("mailbox-2").ports().imap();
        try (LineClient client = LineClient.connect(port, site.authority())) {
            client.line();
            client.send("a LOGIN bob@example.org secret-bob\r\nb SELECT INBOX\r\n")
                    .until("b ");
            List<String> stored = new ArrayList<>();
            for (int i = 0; i < BUSY; i++) {
                String head = client.ask("c FETCH " + (21 + i) + " BODY[]");
                int length = Integer.parseInt(head.replaceAll(".*\\{(\\d+)}", "$1"));
                stored.add(RawText.bytes(client.in(), length));
                client.until("c ");
            }
            assertThat(stored)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, BUSY)
                            .mapToObj(DrainActivities::message)
                            .toList());
        }
    }
}
