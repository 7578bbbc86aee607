package io.zimbraproxy.bench.scenario;

import io.zimbraproxy.bench.load.Load;
import io.zimbraproxy.bench.peer.BenchFailure;
import io.zimbraproxy.bench.peer.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds of load on several peers. They take turns, and another one begins each time: what slows the machine for a while slows all of them.
 */
final class Rounds {
    /** For connections and first answers, before the clock starts. */
    private static final Duration LEAD = Duration.ofMillis(300);

    private static final Duration FIRST = Duration.ofSeconds(10);
    /** Of those that do not get faster: connections to the servers behind are made, and what is wrong comes out. */
    private static final Duration COLD_WARM_UP = Duration.ofMillis(300);

    private static final Duration SLICE = Duration.ofSeconds(5);
    /** A JVM is warm when its compiler takes less than this of its time. */
    private static final double WARM_SHARE = 0.05;
    /** So much longer than asked for it may take to get there. */
    private static final int MOST_WARM_UPS = 3;

    private final String scenario;
    private final Rig rig;
    private final Work work;

    /** Puts a peer to work. */
    interface Work {
        Load start(Peer peer);

        /** Whether what was seen of a load is right; throws what is not. */
        default void check(Peer peer, Load load) {}
    }

    Rounds(String scenario, Rig rig, Work work) {
        this.scenario = scenario;
        this.rig = rig;
        this.work = work;
    }

    /** Checked, warmed up, measured. Keys are names. */
    Map<String, List<Sample>> of(Map<String, Peer> peers) throws Exception {
        for (Map.Entry<String, Peer> peer : peers.entrySet()) {
            rig.say(scenario + ": warm-up, " + peer.getKey());
            warmUp(peer.getValue());
        }
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<String> names = List.copyOf(peers.keySet());
        names.forEach(name -> samples.put(name, new ArrayList<>()));
        int rounds = rig.effort().rounds();
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < names.size(); turn++) {
                String name = names.get((round + turn) % names.size());
                rig.say(scenario + ": round " + (round + 1) + " of " + rounds + ", " + name);
                samples.get(name).add(run(peers.get(name), rig.effort().round()));
            }
        }
        return samples;
    }

    void warmUp(Peer peer) throws Exception {
        Duration least = peer.warmsUp() ? rig.effort().warmUp() : COLD_WARM_UP;
        if (rig.effort().warmUp().isZero()) {
            return;
        }
        Duration slice = least.compareTo(SLICE) < 0 ? least : SLICE;
        Duration done = Duration.ZERO;
        boolean warm = !peer.warmsUp();
        while (!warm && done.compareTo(least.multipliedBy(MOST_WARM_UPS)) < 0 || done.compareTo(least) < 0) {
            Sample seen = run(peer, slice);
            done = done.plus(slice);
            warm = seen.details().get(Detail.COMPILER) < WARM_SHARE * seen.value();
        }
    }

    Sample run(Peer peer, Duration time) throws InterruptedException {
        try (Load load = work.start(peer)) {
            awaitFirst(load);
            Thread.sleep(LEAD.toMillis());
            load.forgetTimes();
            Reading begin = Reading.of(peer.processes(), load.progress().units());
            Thread.sleep(time.toMillis());
            Reading passed =
                    Reading.of(peer.processes(), load.progress().units()).since(begin);
            String fault = load.progress().fault();
            if (fault == null && passed.units() == 0) {
                fault = "got nothing done";
            }
            if (fault != null) {
                throw new BenchFailure(scenario + ": " + peer.name() + " " + fault + "; its log:\n" + peer.said());
            }
            work.check(peer, load);
            return sample(passed, load, peer.processes().memoryKiB());
        }
    }

    /** A JVM that has just started takes its time for the first. */
    private static void awaitFirst(Load load) throws InterruptedException {
        long end = System.nanoTime() + FIRST.toNanos();
        while (load.progress().units() == 0 && load.progress().fault() == null && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }

    private static Sample sample(Reading passed, Load load, long memoryKiB) {
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
