package io.zimbraproxy.proxy.it.web;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.recorded.HashVector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which server of a pool gets a request whose user names none. Every test has a pool of its own, in {@code sites/pools.yaml}. */
class PoolsIT {
    @TempDir
    static Path folder;

    private static PoolSite site;
    private static PoolStatus pools;

    @BeforeAll
    static void start() throws Exception {
        site = PoolSite.start("pools", folder);
        pools = new PoolStatus(site);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void forget() {
        site.takeRequests();
    }

    private static Map<String, Long> counts(List<String> servers) {
        return servers.stream().collect(groupingBy(Function.identity(), counting()));
    }

    private static RawWebClient send(String target) throws Exception {
        RawWebClient client = site.client("http");
        client.send("GET " + target + " HTTP/1.1\r\nHost: " + PoolSite.HOST + "\r\n\r\n");
        return client;
    }

    @Test
    void takesServersInTurnByTheirWeights() throws Exception {
        try (RawWebClient client = site.client("http")) {
            List<String> servers = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                servers.add(PoolSite.server(client.get("/turns/x")));
            }
            // Not five times the first one and then the others: the turns of the others lie between.
            List<String> round = List.of("turn1", "turn1", "turn2", "turn1", "turn3", "turn1", "turn1");
            assertThat(servers.subList(0, 7)).isEqualTo(round);
            assertThat(servers.subList(7, 14)).isEqualTo(round);
        }
    }

    @Test
    void takesServersInTurnWhicheverConnectionsTheRequestsComeBy() throws Exception {
        assertThat(counts(site.answering(60, "/shares/x")))
                .isEqualTo(Map.of("share1", 30L, "share2", 20L, "share3", 10L));
    }

    @Test
    void takesTheServerWithTheFewestRequestsForItsWeight() throws Exception {
        // Given
        Gate gate = new Gate();
        gate.before(site.server("few1"), site.server("few2"));
        List<RawWebClient> clients = new ArrayList<>();
        // When
        for (int i = 1; i <= 6; i++) {
            clients.add(send("/fewest/" + i));
            site.awaitRequests(i);
            if (i % 3 == 0) {
                assertThat(counts(servers())).isEqualTo(Map.of("few1", 2L * i / 3, "few2", i / 3L));
            }
        }
        // Then the one that has become idle gets what comes next
        List<WebRequest> waiting = site.takeRequests();
        for (int i = 0; i < 6; i++) {
            if (waiting.get(i).server().equals("few2")) {
                gate.open("/fewest/" + (i + 1));
                assertThat(PoolSite.server(clients.get(i).answer())).isEqualTo("few2");
            }
        }
        pools.awaitIdle("fewest", "few2");
        assertThat(pools.server("fewest", "few1").getInteger("active")).isEqualTo(4);
        gate.open("/fewest/next");
        assertThat(site.answering(1, "/fewest/next")).isEqualTo(List.of("few2"));
        for (int i = 1; i <= 6; i++) {
            gate.open("/fewest/" + i);
        }
        for (RawWebClient client : clients) {
            client.close();
        }
    }

    private static List<String> servers() {
        return site.requests().stream().map(WebRequest::server).toList();
    }

    @Test
    void takesAServerByTheClientsAddressAsOftenAsItWeighs() throws Exception {
        for (HashVector client : HashVector.ofThisMachine(3).subList(0, 50)) {
            try (RawWebClient connection = site.client("http", client.address(), PoolSite.HOST)) {
                assertThat(PoolSite.server(connection.get("/hashed/x")))
                        .as(client.toString())
                        .isEqualTo(client.first() < 2 ? "hash1" : "hash2");
            }
        }
    }

    @Test
    void givesAServerThatIsToBeEmptiedNothingNew() throws Exception {
        assertThat(counts(site.answering(6, "/drained/x"))).isEqualTo(Map.of("drain2", 3L, "drain3", 3L));
        assertThat(pools.state("drained", "drain1")).isEqualTo("drain");
    }

    @Test
    void sendsUsersToAServerThatIsToBeEmptied() throws Exception {
        String cookie = new RowText(site::named).fill("Cookie: ZM_AUTH_TOKEN=<token drain1>");
        assertThat(site.answering(3, "/drained/x", cookie)).containsOnly("drain1");
    }

    @Test
    void sendsClientsOfAServerThatIsToBeEmptiedToTheirSecondChoice() throws Exception {
        for (HashVector client : HashVector.ofThisMachine(3).subList(0, 50)) {
            try (RawWebClient connection = site.client("http", client.address(), PoolSite.HOST)) {
                int choice = client.first() == 2 ? client.second() : client.first();
                assertThat(PoolSite.server(connection.get("/leaving/x")))
                        .as(client.toString())
                        .isEqualTo("leave" + (choice + 1));
            }
        }
    }

    @Test
    void sendsNoMoreRequestsAtATimeThanAServerMayHave() throws Exception {
        // Given
        Gate gate = new Gate();
        gate.before(site.server("narrow1"), site.server("narrow2"));
        RawWebClient first = send("/narrow/1");
        site.awaitRequests(1);
        String free = servers().get(0).equals("narrow1") ? "narrow2" : "narrow1";
        RawWebClient second = send("/narrow/2");
        assertThat(site.awaitRequests(2).get(1).server()).isEqualTo(free);
        // When
        try (RawWebClient third = send("/narrow/3")) {
            assertThat(third.answer().status()).isEqualTo(503);
        }
        assertThat(site.requests()).hasSize(2);
        // Then it is free again for the next one
        gate.open("/narrow/2");
        assertThat(PoolSite.server(second.answer())).isEqualTo(free);
        pools.awaitIdle("narrow", free);
        gate.open("/narrow/4");
        assertThat(site.answering(1, "/narrow/4")).containsOnly(free);
        gate.open("/narrow/1");
        assertThat(first.answer().status()).isEqualTo(200);
        first.close();
        second.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/exact/x, 10.1.5_GA_1,   exact1",
        "/exact/x, 9.0.0_GA_2,    exact2",
        "/exact/x, 10.1.4_GA_1,   502",
        "/exact/x, 10.1.5,        502",
        "/minor/x, 10.1.0_GA_4655, minor1",
        "/minor/x, 10.1.5_GA_1,   minor1",
        "/minor/x, 9.0.9,         minor2",
        "/minor/x, 10.10.5_GA_1,  502",
        "/minor/x, 9.1.0,         502",
        "/some/x,  7.0.0,         some1",
    })
    void takesAServerOfTheTokensVersion(String path, String version, String server) throws Exception {
        assertThat(site.answering(3, path, token(version))).containsOnly(server);
    }

    /** A token of somebody whom the lookup handler does not know. */
    private static String token(String version) {
        return new RowText(site::named)
                .fill("Cookie: ZM_AUTH_TOKEN=0_ab_<hex id=6:nobody;version=" + version.length() + ':' + version + ";>");
    }

    @Test
    void takesAnyServerForATokenWithoutAVersion() throws Exception {
        String cookie = new RowText(site::named).fill("Cookie: ZM_AUTH_TOKEN=<token nobody>");
        assertThat(site.answering(4, "/exact/x", cookie)).contains("exact1", "exact2");
    }

    @Test
    void takesTheUsersServerWhateverItsVersion() throws Exception {
        String cookie = new RowText(site::named).fill("Cookie: ZM_AUTH_TOKEN=0_ab_<hex id=6:exact1;version=5:7.0.0;>");
        assertThat(site.answering(2, "/exact/x", cookie)).containsOnly("exact1");
    }

    @Test
    void tellsHowItsServersDo() throws Exception {
        site.answering(3, "/x");
        JsonObject pool = pools.pool("mailclient");
        assertThat(pool.getString("balancing")).isEqualTo("ClientIpHash");
        assertThat(pool.getJsonArray("servers")).hasSize(1);
        String address = site.named("mail1").orElseThrow();
        pools.awaitIdle("mailclient", "mail1");
        JsonObject server = pools.server("mailclient", "mail1");
        assertThat(server.getString("host")).isEqualTo(address);
        assertThat(server.getString("state")).isEqualTo("up");
        assertThat(server.getInteger("fails")).isZero();
        assertThat(server.getLong("requests")).isEqualTo(3);
        assertThat(pools.server("exact", "exact2").getString("version")).isEqualTo("9.0.0_GA_2");
        assertThat(pools.pool("turns").getString("balancing")).isEqualTo("RoundRobin");
        assertThat(pools.pool("fewest").getString("balancing")).isEqualTo("LeastRequests");
    }
}
