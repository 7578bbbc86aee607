package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.peer.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Time from the start of a process until it serves, and what it holds a while after. */
record StartScenario(String name) implements Scenario {
    private static final Duration REST = Duration.ofSeconds(3);
    private static final double KIB = 1024;

    @Override
    public String what() {
        return "from the start of the process until it serves; memory " + REST.toSeconds() + " s later";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        rig.names().forEach(name -> samples.put(name, new ArrayList<>()));
        for (int round = 0; round < rig.effort().rounds(); round++) {
            for (String peer : rig.names()) {
                rig.say(name + ": round " + (round + 1) + " of " + rig.effort().rounds() + ", " + peer);
                try (Peer fresh = rig.start(peer)) {
                    rig.rest(REST);
                    double memory = fresh.processes().memoryKiB() / KIB;
                    samples.get(peer).add(new Sample(fresh.started().toNanos() / 1e6, Map.of(Detail.MEMORY, memory)));
                }
            }
        }
        return samples;
    }
}
