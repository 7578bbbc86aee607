package io.zimbraproxy.proxy.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.RawWebClient;
import io.zimbraproxy.proxy.recorded.HashVector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address hash selects the same servers as Zimbra's proxy, before, while and after a server is down. */
class DeadServerIT {
    private static final int SERVERS = 5;
    private static final int VICTIM = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static PoolSite site;

    @BeforeAll
    static void start() throws Exception {
        site = PoolSite.start("dead-server", folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String server(int index) {
        return "mail" + (index + 1);
    }

    /** Returns the name of the server that responds to a client with this address. */
    private static String serverOf(String address) throws Exception {
        try (RawWebClient client = site.client("http", address, PoolSite.HOST)) {
            return PoolSite.server(client.get("/"));
        }
    }

    private static Map<String, String> serversOf(List<HashVector> clients) throws Exception {
        Map<String, String> servers = new TreeMap<>();
        for (HashVector client : clients) {
            servers.put(client.address(), serverOf(client.address()));
        }
        return servers;
    }

    private static Map<String, String> expected(List<HashVector> clients, ToIntFunction<HashVector> choice) {
        Map<String, String> servers = new TreeMap<>();
        clients.forEach(client -> servers.put(client.address(), server(choice.applyAsInt(client))));
        return servers;
    }

    @Test
    void clientsOfADeadServerMoveAndReturn() throws Exception {
        List<HashVector> clients = HashVector.ofThisMachine(SERVERS);
        assertThat(clients).hasSizeGreaterThan(200).anyMatch(client -> client.first() == VICTIM);
        assertThat(serversOf(clients)).isEqualTo(expected(clients, HashVector::first));

        site.server(server(VICTIM)).refuse();
        assertThat(serversOf(clients))
                .isEqualTo(expected(clients, client -> client.first() == VICTIM ? client.second() : client.first()));

        site.server(server(VICTIM)).listen();
        awaitReturn(clients.stream()
                .filter(client -> client.first() == VICTIM)
                .findFirst()
                .orElseThrow()
                .address());
        assertThat(serversOf(clients)).isEqualTo(expected(clients, HashVector::first));
    }

    private static void awaitReturn(String address) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!serverOf(address).equals(server(VICTIM))) {
            assertThat(System.nanoTime())
                    .as("its clients have not returned:\n%s", site.proxy().log())
                    .isLessThan(end);
        }
    }
}
