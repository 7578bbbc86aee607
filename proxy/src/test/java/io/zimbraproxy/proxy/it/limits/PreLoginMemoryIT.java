package io.zimbraproxy.proxy.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.zimbraproxy.proxy.it.stage.LineClient;
import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.SiteExtension;
import io.zimbraproxy.stub.config.StubConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The memory that clients use before they log in. */
class PreLoginMemoryIT {
    private static final int CLIENTS = 5000;
    private static final int MAX_BYTES_EACH = 64 * 1024;
    private static final String HALF_LITERAL = "a".repeat(4096);

    @RegisterExtension
    static final SiteExtension site = SiteExtension.of(
            StubConfig.empty(), Manifest.sixPorts().clearTextLogins().with("timeouts: {preAuthIdle: 5m}"));

    private static List<LineClient> connect(int clients) throws Exception {
        List<LineClient> waiting = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            LineClient client = site.connect(site.imap());
            waiting.add(client);
            client.line();
            assertThat(client.ask("a1 LOGIN {8192}")).isEqualTo("+ ");
            client.send(HALF_LITERAL);
        }
        return waiting;
    }

    private static void close(List<LineClient> clients) throws Exception {
        for (LineClient client : clients) {
            client.close();
        }
        site.proxy().awaitConnections(0);
    }

    @Test
    void aHalfSentLiteralUsesLittleMemory() throws Exception {
        // The first clients make a new process grow once.
        close(connect(500));
        long before = site.proxy().proportionalBytes();
        List<LineClient> waiting = connect(CLIENTS);
        site.proxy().awaitConnections(CLIENTS);

        long each = (site.proxy().proportionalBytes() - before) / CLIENTS;

        System.out.println("memory of a client with half a literal: " + each / 1024 + " KiB of process memory");
        assertThat(each).isLessThan(MAX_BYTES_EACH);
        assertThat(waiting.get(0).send(HALF_LITERAL + " secret\r\n").line()).startsWith("a1 NO");
        close(waiting);
    }
}
