package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.peer.MeasuredPeer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario that measures the time until a changed configuration is in use. */
record ReloadScenario(String name) implements Scenario {
    /** Reloads in each round; the last one counts. */
    private static final int TIMES = 3;

    @Override
    public String what() {
        return "time until a changed configuration is in use";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<MeasuredPeer> peers = rig.peers();
        for (int round = 0; round < rig.settings().rounds(); round++) {
            for (MeasuredPeer peer : peers) {
                rig.report(name + ": round " + (round + 1) + " of "
                        + rig.settings().rounds() + ", " + peer.name());
                long begun = 0;
                for (int time = 0; time < TIMES; time++) {
                    begun = System.nanoTime();
                    peer.reload();
                }
                samples.computeIfAbsent(peer.name(), unseen -> new ArrayList<>())
                        .add(Sample.of((System.nanoTime() - begun) / 1e6));
            }
        }
        return samples;
    }
}
