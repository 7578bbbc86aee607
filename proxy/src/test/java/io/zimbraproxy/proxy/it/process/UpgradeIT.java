package io.zimbraproxy.proxy.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.ProxyProcess;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades: a new process replaces the running one, or fails to, without any effect on clients. */
class UpgradeIT {
    /** Number of upgrades in a row; {@code -Dupgrade.times=50} makes more. */
    private static final int TIMES = Integer.getInteger("upgrade.times", 2);

    private static final String TIMEOUTS = "timeouts: {drain: 6s, drainSettle: 60s}";

    @TempDir
    Path folder;

    private TestSite site;
    private UpgradingProxies processes;

    @BeforeEach
    void prepare() throws Exception {
        site = TestSite.prepare(folder, StubConfig.demo(), manifest());
        processes = new UpgradingProxies(site);
    }

    @AfterEach
    void stop() {
        processes.close();
        site.close();
    }

    private static Manifest manifest() {
        return Manifest.sixPorts().clearTextLogins().with(TIMEOUTS);
    }

    private LineClient imap() throws Exception {
        LineClient client = site.connectTls(site.imaps(), TestSite.HOST);
        client.line();
        assertThat(client.send("a LOGIN alice@example.com secret-alice\r\n").until("a "))
                .contains("a OK");
        return client;
    }

    private void assertServes() throws Exception {
        assertThat(processes.management().ready()).isTrue();
        try (LineClient client = imap()) {
            assertThat(client.send("b LOGOUT\r\n").until("b ")).contains("b OK");
        }
    }

    @Test
    void noConnectionFailsDuringUpgrades() throws Exception {
        ProxyProcess old = processes.run(manifest());
        assertThat(processes.management().ready()).isTrue();
        List<ProxyProcess> replaced = new ArrayList<>();
        try (ShortLivedClients clients = ShortLivedClients.of(site).start()) {
            for (int i = 0; i < TIMES; i++) {
                LineClient session = imap();
                ProxyProcess next = processes.upgrade(manifest());
                assertThat(session.send("b NOOP\r\n").until("b ")).contains("b OK");
                assertThat(processes.management().ready()).isTrue();
                assertThat(session.rest()).isEqualTo("* BYE IMAP server terminating connection\r\n");
                assertThat(old.awaitExit()).isZero();
                assertThat(old.log()).contains("the other process is ready").contains("stopped");
                replaced.add(old);
                old = next;
            }
            clients.stop();
            System.out.printf(
                    "%d upgrades: %d connections served, %d failed%n",
                    replaced.size(), clients.served(), clients.failures().size());
            assertThat(clients.failures()).isEmpty();
            assertThat(clients.served()).isGreaterThan(TIMES * 100);
        }
        assertServes();
    }

    @Test
    void opensAddedAndClosesRemovedListeners() throws Exception {
        int more = FreePorts.take();
        String listener = "{name: imaps-2, protocol: IMAPS, port: " + more + ", address: 127.0.0.1}";
        processes.run(manifest());
        processes.upgrade(manifest().listener(listener));
        try (LineClient client = site.connectTls(more, TestSite.HOST)) {
            assertThat(client.line()).startsWith("* OK ");
        }
        processes.upgrade(manifest());
        // The previous process drains and does not listen any more.
        assertThatThrownBy(() -> awaitRefusal(more)).isInstanceOf(ConnectException.class);
        assertServes();
    }

    private void awaitRefusal(int port) throws Exception {
        for (int i = 0; i < 1000; i++) {
            site.connectTls(port, TestSite.HOST).close();
        }
    }

    @Test
    void anInvalidManifestDoesNotStopTheOldProcess() throws Exception {
        ProxyProcess old = processes.run(manifest());
        ProxyProcess invalid = processes.beginUpgrade(manifest().with("routeCache: {redis: {hosts: 5}}"));
        assertThat(invalid.awaitExit()).isEqualTo(2);
        assertThat(invalid.log()).contains("spec.routeCache.redis.hosts").doesNotContain("\tat ");
        assertServes();
        assertThat(old.log()).doesNotContain("another process starts to take over");
    }

    @Test
    void theOldProcessStaysIfTheNewOneCannotListen() throws Exception {
        ProxyProcess old = processes.run(manifest());
        try (LineClient session = imap();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProxyProcess failing = processes.beginUpgrade(manifest()
                    .listener(
                            "{name: taken, protocol: IMAPS, port: " + taken.getLocalPort() + ", address: 127.0.0.1}"));
            assertThat(failing.awaitExit()).isEqualTo(1);
            assertThat(failing.log()).contains("listener taken: cannot listen on port " + taken.getLocalPort());
            assertStays(old);
            assertThat(session.send("b NOOP\r\n").until("b ")).contains("b OK");
        }
    }

    @Test
    void theOldProcessStaysIfTheNewOneDiesDuringItsStart() throws Exception {
        ProxyProcess old = processes.run(manifest());
        try (ShortLivedClients clients = ShortLivedClients.of(site).start()) {
            ProxyProcess dying = processes.beginUpgrade(manifest());
            old.awaitLine(line -> line.contains("another process starts to take over"));
            dying.kill();
            assertStays(old);
            processes.upgrade(manifest());
            assertThat(old.awaitExit()).isZero();
            clients.stop();
            assertThat(clients.failures()).isEmpty();
        }
        assertServes();
    }

    private void assertStays(ProxyProcess old) throws Exception {
        old.awaitLine(line -> line.contains("this one stays"));
        old.awaitLine(line -> line.contains("listening on the management port again"));
        assertServes();
        assertThat(processes.management().get("/config").text()).contains("\"phase\":\"ready\"");
        assertThat(processes.management().get("/drain").text()).contains("\"draining\":false");
    }

    @Test
    void startsNormallyWithoutAnOldProcess() throws Exception {
        ProxyProcess only = processes.upgrade(manifest());
        assertServes();
        assertThat(processes.control()).exists();
        only.interrupt();
        assertThat(only.awaitExit()).isZero();
        assertThat(processes.control()).doesNotExist();
    }

    @Test
    void replacesTheSocketFileOfAKilledProcess() throws Exception {
        leaveSocketFile();
        processes.run(manifest()).kill();
        assertThat(processes.control()).exists();
        processes.upgrade(manifest());
        assertServes();
        processes.upgrade(manifest());
        assertServes();
    }

    private void leaveSocketFile() throws IOException {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(processes.control()))
                .close();
        assertThat(processes.control()).exists();
    }
}
