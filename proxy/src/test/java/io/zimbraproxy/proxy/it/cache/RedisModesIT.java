package io.zimbraproxy.proxy.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.RedisProcess;
import io.zimbraproxy.proxy.it.stage.RedisStore;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.config.StubConfig;
import io.zimbraproxy.stub.net.FreePorts;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis as a single server, with users, with TLS, with Sentinel and as a cluster. */
class RedisModesIT {
    private static final String KEY = "route:proto=imap;user=alice@example.com";
    private static final int SLOTS = 16384;

    @TempDir
    Path folder;

    private TestSite site(String settings) throws Exception {
        StubConfig zimbra = StubConfig.demo();
        return TestSite.start(
                folder,
                // With one handler, a slow lookup is not repeated at another one.
                zimbra.withLookup(zimbra.lookup().withHandlers(1)),
                Manifest.sixPorts().with("routeCache: {local: {ttl: 1ms}, redis: {" + settings + "}}"));
    }

    private static void login(TestSite site) throws Exception {
        try (LineClient client = site.connectTls(site.imaps(), TestSite.HOST)) {
            client.line();
            assertThat(client.send("a LOGIN alice@example.com secret-alice\r\n").until("a "))
                    .contains("a OK");
        }
    }

    private static void assertSharesRoutes(TestSite site) throws Exception {
        site.zimbra().clearRequests();
        login(site);
        login(site);
        assertThat(site.zimbra().lookup().requests()).hasSize(1);
        assertThat(site.proxy().log()).doesNotContain("shared cache does not respond");
    }

    @Test
    void singleServer() throws Exception {
        try (RedisProcess redis = RedisProcess.start(folder, null);
                TestSite site = site("hosts: ['redis://127.0.0.1:" + redis.port() + "/3']")) {
            assertSharesRoutes(site);
            assertThat(redis.ask("GET", RedisProcess.key(KEY))).as("database 0").isEmpty();
            assertThat(redis.ask("SELECT", "3")).hasValue("OK");
        }
    }

    @Test
    void withAUserAndExpiry() throws Exception {
        try (RedisProcess redis = RedisProcess.start(
                        folder,
                        null,
                        "user default on nopass ~* &* +@all",
                        "user proxy on >" + RedisStore.PASSWORD
                                + " ~zimbra-proxy:* -@all +get +set +del +append +expire" + " +ping +hello +select");
                TestSite site = site("hosts: ['redis://127.0.0.1:" + redis.port()
                        + "'], user: proxy, passwordRef: {name: redis, key: password}")) {
            assertSharesRoutes(site);
            assertThat(redis.ask("GET", RedisProcess.key(KEY)))
                    .hasValue("127.0.0.1:"
                            + site.zimbra().mailbox("mailbox-1").ports().imap());
            assertThat(redis.ask("TTL", RedisProcess.key(KEY)).map(Integer::parseInt))
                    .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(3500, 3600));
        }
    }

    @Test
    void overTls() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create("Redis CA");
        PemPair pair = authority.issue("localhost");
        pair.write(folder);
        int plain = FreePorts.take();
        int tls = FreePorts.take();
        Path secret = Files.createDirectories(folder.resolve("secrets/redis-ca"));
        Files.writeString(secret.resolve("ca.crt"), authority.pem());
        try (RedisProcess redis = RedisProcess.start(
                        folder,
                        plain,
                        null,
                        List.of(),
                        "tls-port " + tls,
                        "tls-cert-file " + folder.resolve("tls.crt"),
                        "tls-key-file " + folder.resolve("tls.key"),
                        "tls-auth-clients no");
                TestSite site = site("hosts: ['rediss://localhost:" + tls + "'], tls: {caRef: {name: redis-ca}}")) {
            assertSharesRoutes(site);
            assertThat(redis.ask("GET", RedisProcess.key(KEY))).isPresent();
        }
    }

    @Test
    void withSentinelAndFailover() throws Exception {
        RedisProcess master = RedisProcess.start(folder, null);
        RedisProcess replica = RedisProcess.start(folder, null, "replicaof 127.0.0.1 " + master.port());
        String watch = "sentinel monitor main 127.0.0.1 " + master.port() + " 1";
        try (master;
                replica;
                RedisProcess sentinel = RedisProcess.start(
                        folder,
                        FreePorts.take(),
                        null,
                        List.of("--sentinel"),
                        watch,
                        "sentinel down-after-milliseconds main 1000",
                        "sentinel failover-timeout main 5000");
                TestSite site =
                        site("mode: Sentinel, masterName: main, reconnectInterval: 1s, hosts: ['redis://127.0.0.1:"
                                + sentinel.port() + "']")) {
            assertSharesRoutes(site);
            assertThat(master.ask("GET", RedisProcess.key(KEY))).isPresent();
            // Before the master stops, the sentinel must know the replica and the replica must have the data.
            await(() -> sentinel.ask("SENTINEL", "CKQUORUM", "main").orElse("").startsWith("OK")
                    && replica.ask("GET", RedisProcess.key(KEY)).isPresent());
            await(() -> sentinel.ask("INFO", "sentinel").orElse("").contains("slaves=1"));
            master.close();
            await(() -> replica.ask("INFO", "replication").orElse("").contains("role:master"));
            replica.ask("FLUSHALL");
            await(() -> {
                login(site);
                return replica.ask("GET", RedisProcess.key(KEY)).isPresent();
            });
        }
    }

    @Test
    void inACluster() throws Exception {
        List<RedisProcess> nodes = new ArrayList<>();
        List<Integer> buses = FreePorts.take(3);
        try {
            for (int i = 0; i < buses.size(); i++) {
                nodes.add(RedisProcess.start(folder, null, "cluster-enabled yes", "cluster-port " + buses.get(i)));
            }
            for (int i = 0; i < nodes.size(); i++) {
                nodes.get(i)
                        .ask(
                                "CLUSTER",
                                "ADDSLOTSRANGE",
                                String.valueOf(i * SLOTS / 3),
                                String.valueOf((i + 1) * SLOTS / 3 - 1));
                nodes.get(0)
                        .ask(
                                "CLUSTER",
                                "MEET",
                                "127.0.0.1",
                                String.valueOf(nodes.get(i).port()),
                                String.valueOf(buses.get(i)));
            }
            for (RedisProcess node : nodes) {
                await(() -> node.ask("CLUSTER", "INFO").orElse("").contains("cluster_state:ok"));
            }
            try (TestSite site = site(
                    "mode: Cluster, hosts: ['redis://127.0.0.1:" + nodes.get(0).port() + "']")) {
                assertSharesRoutes(site);
                int copies = 0;
                for (RedisProcess node : nodes) {
                    Optional<String> value = node.ask("GET", RedisProcess.key(KEY));
                    copies +=
                            value.filter(text -> text.startsWith("127.0.0.1:")).isPresent() ? 1 : 0;
                }
                assertThat(copies).isEqualTo(1);
                assertThat(RouteCacheBehaviour.purge(site, "alice@example.com").statusCode())
                        .isEqualTo(200);
                login(site);
                assertThat(site.zimbra().lookup().requests()).hasSize(2);
            }
        } finally {
            nodes.forEach(RedisProcess::close);
        }
    }

    private interface Event {
        boolean happened() throws Exception;
    }

    /** Ignores I/O errors, because a server that changes its role may close connections. */
    private static boolean happened(Event event) throws Exception {
        try {
            return event.happened();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void await(Event event) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!happened(event)) {
            assertThat(System.nanoTime())
                    .as("the time by which the event has happened")
                    .isLessThan(end);
        }
    }
}
