package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.peer.Peer;
import io.zimbraproxy.bench.peer.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a login costs in the first ten seconds of load after a start, as a multiple of what it costs later. */
record FirstScenario(String name) implements Scenario {
    private static final int ROUNDS = 3;

    @Override
    public String what() {
        return "a login by IMAP in the first 10 s of load, as a multiple of a later one";
    }

    @Override
    public String unit() {
        return "x warm";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        Rounds rounds = new Rounds(name, rig, Scenarios.login(Service.IMAP).work(rig));
        int times = Math.min(ROUNDS, rig.effort().rounds());
        for (int round = 0; round < times; round++) {
            for (String peer : rig.names()) {
                rig.say(name + ": round " + (round + 1) + " of " + times + ", " + peer);
                try (Peer fresh = rig.start(peer)) {
                    Sample first = rounds.run(fresh, rig.effort().first());
                    rounds.warmUp(fresh);
                    Sample warm = rounds.run(fresh, rig.effort().round());
                    samples.computeIfAbsent(peer, unseen -> new ArrayList<>())
                            .add(new Sample(first.value() / warm.value(), first.details()));
                }
            }
        }
        return samples;
    }
}
