package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.load.Loads;
import io.zimbraproxy.bench.peer.MeasuredPeer;
import io.zimbraproxy.bench.peer.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario that measures the cost of a login while the proxy has idle sessions. */
record SessionsScenario(String name) implements Scenario {
    @Override
    public String what() {
        return "IMAP login, by number of idle sessions";
    }

    @Override
    public String unit() {
        return "CPU us/login";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<Integer> counts = List.of(100, 1000, rig.settings().sessions());
        Rounds rounds = new Rounds(name, rig, Scenarios.login(Service.IMAP).workload(rig));
        try (MeasuredPeer peer = rig.start(rig.first())) {
            rounds.warmUp(peer);
            // Each round measures all counts, so that a slow phase of the machine affects all of them.
            for (int round = 0; round < rig.settings().rounds(); round++) {
                for (int count : counts) {
                    rig.report(name + ": round " + (round + 1) + " of "
                            + rig.settings().rounds() + ", " + count);
                    try (Load idle = Loads.imapStay(rig.loop(), Rig.target(peer, Service.IMAP, false), count)) {
                        MemoryScenario.awaitIdle(idle, count, peer, name);
                        samples.computeIfAbsent(peer.name() + " " + count, unseen -> new ArrayList<>())
                                .add(rounds.run(peer, rig.settings().round()));
                    }
                }
            }
        }
        return samples;
    }
}
