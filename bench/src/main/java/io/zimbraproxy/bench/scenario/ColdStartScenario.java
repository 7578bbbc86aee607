package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.peer.MeasuredPeer;
import io.zimbraproxy.bench.peer.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario that compares the cost of a login in the first ten seconds of load after a start with the cost later. */
record ColdStartScenario(String name) implements Scenario {
    private static final int ROUNDS = 3;

    @Override
    public String what() {
        return "IMAP login in the first 10 s of load, as a multiple of a warm one";
    }

    @Override
    public String unit() {
        return "x warm";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        Rounds rounds = new Rounds(name, rig, Scenarios.login(Service.IMAP).workload(rig));
        int times = Math.min(ROUNDS, rig.settings().rounds());
        for (int round = 0; round < times; round++) {
            for (String peer : rig.names()) {
                rig.report(name + ": round " + (round + 1) + " of " + times + ", " + peer);
                try (MeasuredPeer fresh = rig.start(peer)) {
                    Sample first = rounds.run(fresh, rig.settings().first());
                    rounds.warmUp(fresh);
                    Sample warm = rounds.run(fresh, rig.settings().round());
                    samples.computeIfAbsent(peer, unseen -> new ArrayList<>())
                            .add(new Sample(first.value() / warm.value(), first.details()));
                }
            }
        }
        return samples;
    }
}
