package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.load.Target;
import io.zimbraproxy.bench.peer.BenchException;
import io.zimbraproxy.bench.peer.MeasuredPeer;
import io.zimbraproxy.bench.peer.Service;
import io.zimbraproxy.bench.wire.Loop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A scenario that measures CPU time per unit of work, on peers that keep running.
 *
 * @param work name of the unit, in singular
 * @param resumes true: clients present tickets of earlier TLS sessions
 * @param load starts the clients
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
    /** Bytes of a server's first flight; it is shorter without a certificate and longer with one. */
    private static final int FULL_FLIGHT = 1000;

    @Override
    public String unit() {
        return "CPU us/" + work;
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        Map<String, MeasuredPeer> peers = new LinkedHashMap<>();
        rig.peers().forEach(peer -> peers.put(peer.name(), peer));
        return new Rounds(name, rig, workload(rig)).of(peers);
    }

    /** Returns the work of this scenario, also for scenarios that measure it differently. */
    Rounds.Workload workload(Rig rig) {
        return new Rounds.Workload() {
            @Override
            public Load start(MeasuredPeer peer) {
                return load.apply(rig.loop(), Rig.target(peer, service, resumes, alpn.toArray(String[]::new)));
            }

            @Override
            public void check(MeasuredPeer peer, Load load) {
                double flight = load.handshakeBytes();
                if (resumes && flight > FULL_FLIGHT) {
                    throw new BenchException(name + ": " + peer.name() + " does not resume TLS sessions (saw "
                            + Math.round(flight) + " bytes per handshake); check its session tickets");
                }
            }
        };
    }
}
