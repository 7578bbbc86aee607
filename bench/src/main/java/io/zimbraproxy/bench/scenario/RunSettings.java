package io.zimbraproxy.bench.scenario;

import java.time.Duration;
import java.util.List;

/**
 * The extent of a run.
 *
 * @param rounds number of rounds of each peer
 * @param round length of a round
 * @param warmUp shortest warm-up of a JVM; zero: no warm-up at all
 * @param first length of the period after a start that counts as cold
 * @param sessions highest number of idle sessions
 * @param rests true: wait before reading the memory of a process
 * @param hosts numbers of virtual hosts in the scenario {@code hosts}
 */
public record RunSettings(
        int rounds,
        Duration round,
        Duration warmUp,
        Duration first,
        int sessions,
        boolean rests,
        List<Integer> hosts) {}
