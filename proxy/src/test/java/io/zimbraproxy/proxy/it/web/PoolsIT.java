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

/** Selection of a server in a pool, for requests without a user. Each test has its own pool in {@code sites/pools.yaml}. */
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
    void forgetRequests() {
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
    void selectsServersInTurnByWeight() throws Exception {
        try (RawWebClient client = site.client("http")) {
            List<String> servers = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                servers.add(PoolSite.server(client.get("/turns/x")));
            }
            // Smooth weighted round robin: the turns of the other servers lie between those of the first.
            List<String> round = List.of("turn1", "turn1", "turn2", "turn1", "turn3", "turn1", "turn1");
            assertThat(servers.subList(0, 7)).isEqualTo(round);
            assertThat(servers.subList(7, 14)).isEqualTo(round);
        }
    }

    @Test
    void selectsServersInTurnAcrossConnections() throws Exception {
        assertThat(counts(site.serversOf(60, "/shares/x")))
                .isEqualTo(Map.of("share1", 30L, "share2", 20L, "share3", 10L));
    }

    @Test
    void selectsTheServerWithTheFewestRequestsPerWeight() throws Exception {
        // Given
        HeldResponses held = new HeldResponses();
        held.holdAt(site.server("few1"), site.server("few2"));
        List<RawWebClient> clients = new ArrayList<>();
        // When
        for (int i = 1; i <= 6; i++) {
            clients.add(send("/fewest/" + i));
            site.awaitRequests(i);
            if (i % 3 == 0) {
                assertThat(counts(servers())).isEqualTo(Map.of("few1", 2L * i / 3, "few2", i / 3L));
            }
        }
        // Then the server that has become idle gets the next request
        List<WebRequest> waiting = site.takeRequests();
        for (int i = 0; i < 6; i++) {
            if (waiting.get(i).server().equals("few2")) {
                held.release("/fewest/" + (i + 1));
                assertThat(PoolSite.server(clients.get(i).response())).isEqualTo("few2");
            }
        }
        pools.awaitIdle("fewest", "few2");
        assertThat(pools.server("fewest", "few1").getInteger("active")).isEqualTo(4);
        held.release("/fewest/next");
        assertThat(site.serversOf(1, "/fewest/next")).isEqualTo(List.of("few2"));
        for (int i = 1; i <= 6; i++) {
            held.release("/fewest/" + i);
        }
        for (RawWebClient client : clients) {
            client.close();
        }
    }

    private static List<String> servers() {
        return site.requests().stream().map(WebRequest::server).toList();
    }

    @Test
    void selectsByClientAddressAndWeight() throws Exception {
        for (HashVector client : HashVector.ofThisMachine(3).subList(0, 50)) {
            try (RawWebClient connection = site.client("http", client.address(), PoolSite.HOST)) {
                assertThat(PoolSite.server(connection.get("/hashed/x")))
                        .as(client.toString())
                        .isEqualTo(client.first() < 2 ? "hash1" : "hash2");
            }
        }
    }

    @Test
    void sendsNoNewClientsToADrainingServer() throws Exception {
        assertThat(counts(site.serversOf(6, "/drained/x"))).isEqualTo(Map.of("drain2", 3L, "drain3", 3L));
        assertThat(pools.state("drained", "drain1")).isEqualTo("drain");
    }

    @Test
    void sendsUsersOfADrainingServerThere() throws Exception {
        String cookie = new Placeholders(site::named).fill("Cookie: ZM_AUTH_TOKEN=<token drain1>");
        assertThat(site.serversOf(3, "/drained/x", cookie)).containsOnly("drain1");
    }

    @Test
    void sendsClientsOfADrainingServerToTheirSecondChoice() throws Exception {
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
    void limitsTheRequestsOfAServer() throws Exception {
        // Given
        HeldResponses held = new HeldResponses();
        held.holdAt(site.server("narrow1"), site.server("narrow2"));
        RawWebClient first = send("/narrow/1");
        site.awaitRequests(1);
        String free = servers().get(0).equals("narrow1") ? "narrow2" : "narrow1";
        RawWebClient second = send("/narrow/2");
        assertThat(site.awaitRequests(2).get(1).server()).isEqualTo(free);
        // When
        try (RawWebClient third = send("/narrow/3")) {
            assertThat(third.response().status()).isEqualTo(503);
        }
        assertThat(site.requests()).hasSize(2);
        // Then a finished request makes room for the next one
        held.release("/narrow/2");
        assertThat(PoolSite.server(second.response())).isEqualTo(free);
        pools.awaitIdle("narrow", free);
        held.release("/narrow/4");
        assertThat(site.serversOf(1, "/narrow/4")).containsOnly(free);
        held.release("/narrow/1");
        assertThat(first.response().status()).isEqualTo(200);
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
    void selectsAServerWithTheVersionOfTheToken(String path, String version, String server) throws Exception {
        assertThat(site.serversOf(3, path, token(version))).containsOnly(server);
    }

    /** Returns a token of an unknown user with this version. */
    private static String token(String version) {
        return new Placeholders(site::named)
                .fill("Cookie: ZM_AUTH_TOKEN=0_ab_<hex id=6:nobody;version=" + version.length() + ':' + version + ";>");
    }

    @Test
    void selectsAnyServerForATokenWithoutAVersion() throws Exception {
        String cookie = new Placeholders(site::named).fill("Cookie: ZM_AUTH_TOKEN=<token nobody>");
        assertThat(site.serversOf(4, "/exact/x", cookie)).contains("exact1", "exact2");
    }

    @Test
    void prefersTheServerOfTheUserToTheVersion() throws Exception {
        String cookie =
                new Placeholders(site::named).fill("Cookie: ZM_AUTH_TOKEN=0_ab_<hex id=6:exact1;version=5:7.0.0;>");
        assertThat(site.serversOf(2, "/exact/x", cookie)).containsOnly("exact1");
    }

    @Test
    void reportsTheStateOfItsServers() throws Exception {
        site.serversOf(3, "/x");
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
