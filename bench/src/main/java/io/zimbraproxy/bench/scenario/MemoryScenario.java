package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.load.Loads;
import io.zimbraproxy.bench.peer.BenchException;
import io.zimbraproxy.bench.peer.MeasuredPeer;
import io.zimbraproxy.bench.peer.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario that measures the memory of idle sessions: the growth of a peer that has just started and served some logins.
 */
record MemoryScenario(String name, String what, Service service) implements Scenario {
    private static final Duration OPEN_TIMEOUT = Duration.ofMinutes(2);
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
        int rounds = Math.min(rig.settings().rounds(), 3);
        for (int round = 0; round < rounds; round++) {
            for (String peer : rig.names()) {
                rig.report(name + ": round " + (round + 1) + " of " + rounds + ", " + peer);
                try (MeasuredPeer fresh = rig.start(peer)) {
                    samples.computeIfAbsent(peer, unseen -> new ArrayList<>()).add(measure(rig, fresh));
                }
            }
        }
        return samples;
    }

    private Sample measure(Rig rig, MeasuredPeer peer) throws Exception {
        CostScenario logins = Scenarios.login(service);
        Duration warmUp = rig.settings().warmUp();
        new Rounds(name, rig, logins.workload(rig))
                .run(peer, warmUp.isZero() ? rig.settings().round() : warmUp);
        rig.rest(SETTLE);
        double before = peer.processes().memoryKiB();
        int sessions = rig.settings().sessions();
        try (Load load = Loads.imapStay(rig.loop(), Rig.target(peer, service, false), sessions)) {
            awaitIdle(load, sessions, peer, name);
            rig.rest(SETTLE);
            double after = peer.processes().memoryKiB();
            return new Sample((after - before) / sessions, Map.of(Detail.MEMORY, after / KIB));
        }
    }

    /**
     * Waits until all idle sessions are open.
     *
     * @throws BenchException if the peer has a fault, or does not accept all sessions in time
     */
    static void awaitIdle(Load load, int sessions, MeasuredPeer peer, String name) throws InterruptedException {
        long end = System.nanoTime() + OPEN_TIMEOUT.toNanos();
        while (load.counters().idleSessions() < sessions) {
            Optional<String> fault = load.counters().fault();
            if (fault.isPresent() || System.nanoTime() > end) {
                throw new BenchException(name + ": " + peer.name() + " has "
                        + load.counters().idleSessions() + " of " + sessions + " sessions"
                        + fault.map(what -> "; it " + what).orElse("") + "; end of its log:\n" + peer.logTail());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
