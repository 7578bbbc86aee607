package io.zimbraproxy.bench.peer;

import java.util.List;

/** HAProxy with one thread. At mail ports it knows one server and lets the bytes pass. */
public final class Haproxy {
    private Haproxy() {}

    public static Peer start(Site site) throws Exception {
        Ports ports = Ports.apart();
        String configuration =
                site.write("haproxy.cfg", "haproxy.cfg", ports.values()).toString();
        String program = Programs.need("haproxy").toString();
        // A master, which reloads at a signal.
        return SignalledPeer.start("haproxy", site, List.of(program, "-W", "-db", "-f", configuration), ports);
    }
}
