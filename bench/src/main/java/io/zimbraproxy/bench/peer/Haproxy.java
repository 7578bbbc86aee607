package io.zimbraproxy.bench.peer;

import java.util.List;

/** HAProxy with one thread. At mail ports it relays bytes to its only server. */
public final class Haproxy {
    private Haproxy() {}

    public static MeasuredPeer start(PeerEnvironment environment) throws Exception {
        PeerPorts ports = PeerPorts.forEachService();
        String configuration =
                environment.write("haproxy.cfg", "haproxy.cfg", ports.values()).toString();
        String program = Programs.need("haproxy").toString();
        // -W starts a master process, which reloads on a signal.
        return SignalledPeer.start("haproxy", environment, List.of(program, "-W", "-db", "-f", configuration), ports);
    }
}
