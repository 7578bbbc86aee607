package io.zimbraproxy.proxy.it.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.MemcachedProcess;
import io.zimbraproxy.proxy.it.stage.Requirement;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site with IPv6 only. Clients, listeners, lookup handlers, cache and mailbox servers use {@code ::1}. */
class Ipv6IT {
    private static final int LIMIT = 3;

    @TempDir
    Path folder;

    private static InetAddress loopback() throws Exception {
        return InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    }

    private static LineClient client(TestSite site, int port) throws Exception {
        LineClient client = LineClient.connectTo(new InetSocketAddress(loopback(), port), site.authority());
        client.line();
        return client;
    }

    @Test
    void usesIpv6Everywhere() throws Exception {
        Requirement.of(NetworkInterface.getByInetAddress(loopback()) != null, "no IPv6 on the loopback");
        try (MemcachedProcess memcached = MemcachedProcess.startOn("::1");
                TestSite site = TestSite.start(
                        folder,
                        StubConfig.demo().withHost("::1"),
                        Manifest.sixPorts()
                                .clearTextLogins()
                                .everyAddress()
                                .with("routeCache: {local: {ttl: 1ms}, memcached: {servers: ['[::1]:" + memcached.port()
                                        + "']}}")
                                .with("throttle: {user: {limit: " + LIMIT + "}}"))) {
            for (int i = 0; i < LIMIT; i++) {
                try (LineClient imap = client(site, site.imap())) {
                    assertThat(imap.send("a LOGIN alice@example.com secret-alice\r\n")
                                    .until("a "))
                            .contains("a OK");
                    assertThat(imap.ask("b NOOP")).startsWith("b OK");
                }
            }
            try (LineClient pop3 = client(site, site.pop3())) {
                pop3.ask("USER alice@example.com");
                assertThat(pop3.ask("PASS secret-alice")).contains("Login rejected");
            }
            assertThat(memcached.item("route:proto=imap;user=alice@example.com"))
                    .hasValueSatisfying(route -> assertThat(route.value()).startsWith("[::1]:"));
            assertThat(site.zimbra().requests().stream()
                            .filter(request -> request.field("Auth-User").isPresent())
                            .findFirst())
                    .hasValueSatisfying(lookup -> {
                        assertThat(lookup.field("Client-IP")).hasValue("::1");
                        assertThat(lookup.field("X-Proxy-IP")).hasValue("::1");
                    });
            assertThat(site.zimbra().requests().stream()
                            .filter(request -> request.action().equals("ID"))
                            .findFirst())
                    .hasValueSatisfying(
                            id -> assertThat(id.field("X-ORIGINATING-IP")).hasValue("::1"));
            site.proxy().awaitLine(line -> line.contains("client=[::1]:") && line.contains("upstream=[::1]:"));
        }
    }
}
