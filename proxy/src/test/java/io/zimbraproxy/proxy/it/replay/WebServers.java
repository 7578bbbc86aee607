package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.recorded.RecordedCase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The web servers in the settings of a recorded case.
 *
 * @param pool the name of their pool
 * @param names the names of their addresses, in the order of the pool
 */
record WebServers(String pool, List<String> names) {
    /** The servers of most cases. */
    static final WebServers USUAL = new WebServers("mailclient", List.of("backend1", "backend2", "backend3"));

    private static final String ADMIN = "admin";

    static WebServers of(RecordedCase recorded) {
        String dead = recorded.setting("dead", "[]").replaceAll("[^0-9]", "");
        List<String> names = new ArrayList<>();
        int alive = 0;
        int lost = 0;
        for (int i = 0; i < Integer.parseInt(recorded.setting("servers", "3")); i++) {
            boolean isDead = dead.contains(String.valueOf(i));
            names.add(isDead ? "dead" + (lost++ == 0 ? "" : lost) : "backend" + ++alive);
        }
        if (recorded.setting("upstream", "").equals(ADMIN)) {
            return new WebServers(ADMIN, List.copyOf(names));
        }
        return names.equals(USUAL.names())
                ? USUAL
                : new WebServers("web-" + names.size() + (dead.isEmpty() ? "" : "-" + dead), List.copyOf(names));
    }

    /** Returns the port of all servers. That of the admin console uses TLS. */
    int port() {
        return pool.equals(ADMIN) ? ScriptedPeers.CONSOLE_PORT : ScriptedPeers.HTTP_PORT;
    }

    /** Returns the servers as a list for the manifest. */
    String in(ScriptedPeers peers) {
        return names.stream()
                .map(name -> "{host: " + peers.address(name) + ", httpPort: " + port() + ", httpsPort: " + port() + "}")
                .collect(Collectors.joining(", "));
    }
}
