package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.load.Target;
import io.zimbraproxy.bench.peer.BenchFailure;
import io.zimbraproxy.bench.peer.Peer;
import io.zimbraproxy.bench.peer.Service;
import io.zimbraproxy.bench.wire.Loop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * CPU time for a unit of work, on peers that stay.
 *
 * @param work in singular
 * @param resumes whether clients come with tickets of earlier TLS sessions
 * @param load what clients do
 */
record CostScenario(
        String name,
        String what,
        String work,
        Service service,
        boolean resumes,
        List<String> alpn,
        BiFunction<Loop, Target, Load> load)
        implements Scenario {
    /** A server's first flight is longer with a certificate, whose key alone is 256 bytes for RSA, than without. */
    private static final int FULL_FLIGHT = 1000;

    @Override
    public String unit() {
        return "CPU us/" + work;
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        Map<String, Peer> peers = new LinkedHashMap<>();
        rig.peers().forEach(peer -> peers.put(peer.name(), peer));
        return new Rounds(name, rig, work(rig)).of(peers);
    }

    /** What peers do in this scenario, for others that measure it in their own way. */
    Rounds.Work work(Rig rig) {
        return new Rounds.Work() {
            @Override
            public Load start(Peer peer) {
                return load.apply(rig.loop(), Rig.target(peer, service, resumes, alpn.toArray(String[]::new)));
            }

            @Override
            public void check(Peer peer, Load load) {
                double flight = load.handshakeBytes();
                if (resumes && flight > FULL_FLIGHT) {
                    throw new BenchFailure(name + ": " + peer.name() + " does not resume TLS sessions (handshakes of "
                            + Math.round(flight) + " bytes)");
                }
            }
        };
    }
}
