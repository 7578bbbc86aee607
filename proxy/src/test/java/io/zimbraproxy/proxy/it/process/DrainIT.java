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
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.config.ByteSize;
import io.zimbraproxy.stub.config.SeededMail;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends under load: nobody is cut off, nothing is lost, and it takes no longer than it may. */
class DrainIT {
    /** Between two commands; a tenth of that of every other kind. More by {@code -Ddrain.sessions=2000}. */
    private static final int IDLE = Integer.getInteger("drain.sessions", 40);

    private static final int BUSY = Math.max(2, IDLE / 10);
    /** Each of those reads 16 MiB. */
    private static final int READERS = Math.min(BUSY, 10);

    private static final int WEB_CLIENTS = Integer.getInteger("drain.clients", 8);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration DRAIN = Duration.ofSeconds(Integer.getInteger("drain.seconds", 12));
    private static final String BYE = "* BYE IMAP server terminating connection\r\n";

    @TempDir
    Path folder;

    private TestSite site;
    private DrainScene scene;

    @BeforeEach
    void start() throws Exception {
        Account reader = Account.of("reader@example.com", "secret-reader", "bulk")
                .withMail(SeededMail.of(0, ByteSize.parse(DrainScene.LARGE / 1024 + "KiB")));
        site = TestSite.start(
                folder,
                StubConfig.demo().withAccounts(reader),
                Manifest.sixPorts()
                        .clearTextLogins()
                        .with("timeouts: {drain: " + DRAIN.toSeconds() + "s, drainSettle: " + SETTLE.toSeconds()
                                + "s}"));
        scene = new DrainScene(site, IDLE / 2);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void endsGentlyUnderLoad() throws Exception {
        try (StandingClients idle = new StandingClients();
                StandingClients waiting = new StandingClients();
                StandingClients busy = new StandingClients();
                StandingClients leaving = new StandingClients();
                FreshConnections fresh = FreshConnections.untilRefused(site)) {
            for (int i = 0; i < IDLE; i++) {
                idle.add(scene.imap(i, "reader@example.com"), scene::idle);
            }
            for (int i = 0; i < BUSY; i++) {
                String message = DrainScene.message(i);
                // With the inbox open, GreenMail now and then ends a session that appends while others do.
                LineClient sender = scene.login(i, "bob@example.org");
                sender.send("c APPEND INBOX {" + message.length() + "}\r\n").until("+ ");
                busy.add(sender, client -> scene.sending(client, message));
                LineClient waiter = scene.imap(i, "alice@example.com");
                waiter.send("c IDLE\r\n").until("+ ");
                waiting.add(waiter, LineClient::rest);
                leaving.add(scene.pop3(i), scene::looking);
            }
            KeptConnections web = new KeptConnections(site).start(WEB_CLIENTS);
            fresh.start();
            for (int i = 0; i < READERS; i++) {
                busy.add(scene.imap(i, "reader@example.com"), scene::reading);
            }
            leaving.add(site.connectTls(site.https(), TestSite.HOST), DrainIT::download);

            drain(web, fresh, idle);

            assertThat(words(waiting)).allMatch(words -> words.endsWith(BYE));
            assertThat(words(busy)).containsOnly(BYE);
            assertThat(words(leaving)).containsOnly("");
            appended();
        }
    }

    private static List<String> words(StandingClients clients) throws Exception {
        return clients.await().stream().map(StandingClients.Farewell::words).toList();
    }

    /** From the signal to the end of the process. */
    private void drain(KeptConnections web, FreshConnections fresh, StandingClients idle) throws Exception {
        try (RunningProgram streams = streams()) {
            streams.awaitLine(line -> line.endsWith(" :status: 200"));
            int servedBefore = fresh.served();
            long asked = System.nanoTime();
            site.proxy().terminate();
            tellsThatItDrains(asked);
            site.proxy().awaitLine(line -> line.contains("stopped listening"));
            int servedWhileItSettled = fresh.served() - servedBefore;
            refuses();

            assertThat(site.proxy().awaitExit(DRAIN.multipliedBy(2).plusSeconds(20)))
                    .isZero();
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            web.await();
            fresh.stop();
            Farewells times = Farewells.of(idle.await());
            System.out.printf(
                    "drain of %s + %s took %.1f s; BYE to %d idle sessions over %.1f s, at most %d in a second; %d web "
                            + "requests answered, %d said to be the last, %d lost; %d fresh connections, %d while it settled, "
                            + "%d failed%n",
                    SETTLE,
                    DRAIN,
                    took.toMillis() / 1000.0,
                    IDLE,
                    times.span().toMillis() / 1000.0,
                    times.mostInASecond(),
                    web.answered(),
                    web.saidToBeTheLast(),
                    web.lost().size(),
                    fresh.served(),
                    servedWhileItSettled,
                    fresh.failures().size());

            assertThat(took).isLessThan(SETTLE.plus(DRAIN).plusSeconds(5));
            assertThat(words(idle)).containsOnly(BYE);
            assertThat(times.span()).isGreaterThan(DRAIN.dividedBy(3));
            assertThat(times.mostInASecond()).isLessThanOrEqualTo(IDLE / 2);
            assertThat(web.lost()).isEmpty();
            assertThat(web.refused()).hasSize(WEB_CLIENTS).allMatch(at -> at - asked > SETTLE.toNanos() / 2);
            assertThat(fresh.failures()).isEmpty();
            assertThat(servedWhileItSettled).isPositive();
            goAway(streams.requireSuccess());
            assertThat(site.proxy().log().lines().filter(line -> line.contains("secondsLeft=")))
                    .hasSizeGreaterThanOrEqualTo((int) took.minus(SETTLE).toSeconds() / 5 - 1);
        }
    }

    /** Twelve streams on one connection, with answers after one second, two seconds, and so on. */
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

    private static void goAway(String output) {
        assertThat(output.lines().filter(line -> line.endsWith(" :status: 200")))
                .hasSize(12);
        assertThat(output).contains("recv GOAWAY frame").doesNotContain("RST_STREAM");
        assertThat(output.lines().filter(line -> line.contains("error_code=")))
                .allMatch(line -> line.contains("error_code=NO_ERROR"));
    }

    private static String download(LineClient connection) throws Exception {
        RawWebClient.Answer answer = new RawWebClient(connection).begin("/bytes?n=" + DrainScene.LARGE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(DrainScene.slowly(answer.body())).isEqualTo(BulkPattern.sha256(DrainScene.LARGE));
        return connection.rest();
    }

    private void tellsThatItDrains(long asked) throws Exception {
        ManagementClient management = site.proxy().managementClient();
        while (management.ready()) {
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SETTLE);
        }
        assertThat(management.get("/drain").text())
                .contains("\"phase\":\"draining\"")
                .doesNotContain("\"connections\":0,")
                .doesNotContain("\"secondsLeft\":0");
        assertThat(management.get("/q/metrics").text()).contains("zimbra_proxy_draining 1.0");
    }

    private void refuses() {
        for (int port : List.of(site.imap(), site.imaps(), site.pop3(), site.pop3s(), site.http(), site.https())) {
            assertThatThrownBy(() -> site.connect(port)).isInstanceOf(ConnectException.class);
        }
    }

    /** What was sent in two halves is in the mailbox, byte by byte: it is asked itself. */
    private void appended() throws Exception {
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
                            .mapToObj(DrainScene::message)
                            .toList());
        }
    }
}
