package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.load.Loads;
import io.zimbraproxy.bench.peer.BenchFailure;
import io.zimbraproxy.bench.peer.Peer;
import io.zimbraproxy.bench.peer.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much a peer grows with sessions that are logged in and say nothing; each time one that has just started and served logins. */
record MemoryScenario(String name, String what, Service service) implements Scenario {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final int POLL_MILLIS = 20;
    private static final int KIB = 1024;

    @Override
    public String unit() {
        return "KiB/session";
    }

    @Override
    public Map<String, List<Sample>> run(Rig rig) throws Exception {
        rig.stopAll();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        rig.names().forEach(name -> samples.put(name, new ArrayList<>()));
        int rounds = Math.min(rig.effort().rounds(), 3);
        for (int round = 0; round < rounds; round++) {
            for (String peer : rig.names()) {
                rig.say(name + ": round " + (round + 1) + " of " + rounds + ", " + peer);
                try (Peer fresh = rig.start(peer)) {
                    samples.get(peer).add(measure(rig, fresh));
                }
            }
        }
        return samples;
    }

    private Sample measure(Rig rig, Peer peer) throws Exception {
        CostScenario logins = Scenarios.login(service);
        Duration warmUp = rig.effort().warmUp();
        new Rounds(name, rig, logins.work(rig))
                .run(peer, warmUp.isZero() ? rig.effort().round() : warmUp);
        rig.rest(SETTLE);
        double before = peer.processes().memoryKiB();
        int sessions = rig.effort().sessions();
        try (Load load = Loads.imapStay(rig.loop(), Rig.target(peer, service, false), sessions)) {
            awaitStanding(load, sessions, peer, name);
            rig.rest(SETTLE);
            double after = peer.processes().memoryKiB();
            return new Sample((after - before) / sessions, Map.of(Detail.MEMORY, after / KIB));
        }
    }

    static void awaitStanding(Load load, int sessions, Peer peer, String name) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (load.progress().standing() < sessions) {
            String fault = load.progress().fault();
            if (fault != null || System.nanoTime() > end) {
                throw new BenchFailure(
                        name + ": " + peer.name() + " has " + load.progress().standing() + " of "
                                + sessions + " sessions" + (fault == null ? "" : "; it " + fault) + "; its log:\n"
                                + peer.said());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
