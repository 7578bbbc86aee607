package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.peer.MeasuredPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scenario that measures the time from the start of a process until it serves, and its memory some seconds later. */
record StartScenario(String name) implements Scenario {
    private static final Duration REST = Duration.ofSeconds(3);
    private static final double KIB = 1024;

    @Override
    public String what() {
        return "start of the process until it serves; memory " + REST.toSeconds() + " s later";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < rig.settings().rounds(); round++) {
            for (String peer : rig.names()) {
                rig.report(name + ": round " + (round + 1) + " of "
                        + rig.settings().rounds() + ", " + peer);
                try (MeasuredPeer fresh = rig.start(peer)) {
                    rig.rest(REST);
                    double memory = fresh.processes().memoryKiB() / KIB;
                    samples.computeIfAbsent(peer, unseen -> new ArrayList<>())
                            .add(new Sample(fresh.started().toNanos() / 1e6, Map.of(Detail.MEMORY, memory)));
                }
            }
        }
        return samples;
    }
}
