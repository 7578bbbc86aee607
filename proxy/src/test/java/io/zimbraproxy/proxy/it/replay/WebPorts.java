package io.zimbraproxy.proxy.it.replay;

import io.zimbraproxy.proxy.it.stage.Manifest;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.proxy.recorded.RecordedCase;
import io.zimbraproxy.stub.net.FreePorts;
import java.util.List;

/** Listeners for web cases with unusual servers, each with its own pool. The other cases use the port of {@link TestSite}. */
final class WebPorts {
    private static final List<WebServers> OTHERS = WebCases.all()
            .map(WebServers::of)
            .filter(servers -> !servers.equals(WebServers.USUAL))
            .distinct()
            .toList();

    private final List<Integer> ports = FreePorts.take(OTHERS.size());

    /** Adds the listeners and their pools to a manifest. */
    Manifest in(Manifest manifest, ScriptedPeers peers) {
        for (WebServers servers : OTHERS) {
            manifest.listener("{name: " + servers.pool() + ", protocol: HTTP, port: " + port(servers)
                    + ", address: 127.0.0.1, httpMode: Serve, pool: " + servers.pool() + "}");
            manifest.morePools(
                    "{name: " + servers.pool() + ", servers: [" + servers.in(peers) + "], health: {failTimeout: 60s}}");
        }
        return manifest.morePools("{name: zx, servers: [" + WebServers.USUAL.in(peers) + "]}");
    }

    /** Returns the port to which the client of a case connects. */
    int of(RecordedCase recorded, TestSite site) {
        WebServers servers = WebServers.of(recorded);
        return OTHERS.contains(servers) && ReplaySetup.of(recorded) == ReplaySetup.WEB ? port(servers) : site.http();
    }

    private int port(WebServers servers) {
        return ports.get(OTHERS.indexOf(servers));
    }
}
