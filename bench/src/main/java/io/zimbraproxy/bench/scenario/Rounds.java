package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.peer.BenchException;
import io.zimbraproxy.bench.peer.MeasuredPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rounds of load on several peers. The peers take turns, and each round begins with another one, so that a slow phase of the
 * machine affects all of them.
 */
final class Rounds {
    /** Time for connections and first responses, before the measurement starts. */
    private static final Duration LEAD = Duration.ofMillis(300);

    private static final Duration FIRST_UNIT_TIMEOUT = Duration.ofSeconds(10);
    /** Warm-up of peers that do not become faster: it opens their backend connections and shows faults early. */
    private static final Duration SHORT_WARM_UP = Duration.ofMillis(300);

    private static final Duration WARM_UP_STEP = Duration.ofSeconds(5);
    /** A JVM is warm when its compiler uses less than this share of its CPU time. */
    private static final double WARM_SHARE = 0.05;
    /** The longest warm-up, as a multiple of the shortest one. */
    private static final int MAX_WARM_UPS = 3;

    private final String scenario;
    private final Rig rig;
    private final Workload workload;

    /** The work that clients do with a peer. */
    interface Workload {
        Load start(MeasuredPeer peer);

        /**
         * Checks a load after its measurement.
         *
         * @throws BenchException if the peer did not behave as the scenario requires
         */
        default void check(MeasuredPeer peer, Load load) {}
    }

    Rounds(String scenario, Rig rig, Workload workload) {
        this.scenario = scenario;
        this.rig = rig;
        this.workload = workload;
    }

    /** Warms up and measures peers, given by name; returns the rounds by name. */
    Map<String, List<Sample>> of(Map<String, MeasuredPeer> peers) throws Exception {
        for (Map.Entry<String, MeasuredPeer> peer : peers.entrySet()) {
            rig.report(scenario + ": warm-up, " + peer.getKey());
            warmUp(peer.getValue());
        }
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<String> names = List.copyOf(peers.keySet());
        names.forEach(name -> samples.put(name, new ArrayList<>()));
        List<MeasuredPeer> ordered = List.copyOf(peers.values());
        int rounds = rig.settings().rounds();
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < names.size(); turn++) {
                int next = (round + turn) % names.size();
                String name = names.get(next);
                rig.report(scenario + ": round " + (round + 1) + " of " + rounds + ", " + name);
                Sample sample = run(ordered.get(next), rig.settings().round());
                samples.computeIfAbsent(name, unseen -> new ArrayList<>()).add(sample);
            }
        }
        return samples;
    }

    void warmUp(MeasuredPeer peer) throws Exception {
        Duration shortest = peer.warmsUp() ? rig.settings().warmUp() : SHORT_WARM_UP;
        if (rig.settings().warmUp().isZero()) {
            return;
        }
        Duration step = shortest.compareTo(WARM_UP_STEP) < 0 ? shortest : WARM_UP_STEP;
        Duration done = Duration.ZERO;
        boolean warm = !peer.warmsUp();
        while (!warm && done.compareTo(shortest.multipliedBy(MAX_WARM_UPS)) < 0 || done.compareTo(shortest) < 0) {
            Sample sample = run(peer, step);
            done = done.plus(step);
            warm = sample.detail(Detail.COMPILER) < WARM_SHARE * sample.value();
        }
    }

    Sample run(MeasuredPeer peer, Duration time) throws InterruptedException {
        try (Load load = workload.start(peer)) {
            awaitFirst(load);
            Thread.sleep(LEAD.toMillis());
            load.forgetTimes();
            UsageSnapshot begin =
                    UsageSnapshot.of(peer.processes(), load.counters().units());
            Thread.sleep(time.toMillis());
            UsageSnapshot passed =
                    UsageSnapshot.of(peer.processes(), load.counters().units()).since(begin);
            Optional<String> fault = load.counters()
                    .fault()
                    .or(() -> passed.units() == 0 ? Optional.of("completed no unit") : Optional.empty());
            if (fault.isPresent()) {
                throw new BenchException(
                        scenario + ": " + peer.name() + " " + fault.get() + "; end of its log:\n" + peer.logTail());
            }
            workload.check(peer, load);
            return sample(passed, load, peer.processes().memoryKiB());
        }
    }

    /** Waits for the first unit, which takes long in a JVM that has just started. */
    private static void awaitFirst(Load load) throws InterruptedException {
        long end = System.nanoTime() + FIRST_UNIT_TIMEOUT.toNanos();
        while (load.counters().units() == 0 && load.counters().fault().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }

    private static Sample sample(UsageSnapshot passed, Load load, long memoryKiB) {
        double scale = 1e6 / passed.units();
        Map<Detail, Double> details = new EnumMap<>(Detail.class);
        details.put(Detail.USER, passed.peer().user() * scale);
        details.put(Detail.SYSTEM, passed.peer().system() * scale);
        details.put(Detail.COMPILER, passed.peer().compiler() * scale);
        details.put(Detail.PER_SECOND, passed.units() / passed.seconds());
        details.put(Detail.P50, load.millisAt(50));
        details.put(Detail.P99, load.millisAt(99));
        details.put(Detail.MEMORY, memoryKiB / 1024.0);
        details.put(Detail.BENCH, passed.bench().total() * scale);
        details.put(Detail.OTHERS, passed.othersPercent());
        return new Sample(passed.peer().total() * scale, details);
    }
}
