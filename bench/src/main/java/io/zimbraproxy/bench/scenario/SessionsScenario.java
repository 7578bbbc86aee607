package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.load.Loads;
import io.zimbraproxy.bench.peer.Peer;
import io.zimbraproxy.bench.peer.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a login costs beside sessions that stand. */
record SessionsScenario(String name) implements Scenario {
    @Override
    public String what() {
        return "a login by IMAP beside so many sessions that say nothing";
    }

    @Override
    public String unit() {
        return "CPU us/login";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<Integer> counts = List.of(100, 1000, rig.effort().sessions());
        Rounds rounds = new Rounds(name, rig, Scenarios.login(Service.IMAP).work(rig));
        try (Peer peer = rig.start(rig.first())) {
            rounds.warmUp(peer);
            // Again and again from few to many, so that what changes with time changes all of them.
            for (int round = 0; round < rig.effort().rounds(); round++) {
                for (int count : counts) {
                    rig.say(name + ": round " + (round + 1) + " of "
                            + rig.effort().rounds() + ", " + count);
                    try (Load standing = Loads.imapStay(rig.loop(), Rig.target(peer, Service.IMAP, false), count)) {
                        MemoryScenario.awaitStanding(standing, count, peer, name);
                        samples.computeIfAbsent(peer.name() + " " + count, unseen -> new ArrayList<>())
                                .add(rounds.run(peer, rig.effort().round()));
                    }
                }
            }
        }
        return samples;
    }
}
