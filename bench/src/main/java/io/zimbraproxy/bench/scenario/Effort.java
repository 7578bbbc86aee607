package io.zimbraproxy.bench.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds of each peer
 * @param round how long one lasts
 * @param warmUp how long a JVM is under load before, at least; nothing at all in a run that only shows that it works
 * @param first how long after a start counts as its beginning
 * @param sessions that stand in the scenarios about standing sessions, at most
 * @param rests whether a process is left alone for a while before its memory is read
 * @param hosts that are virtual, in the scenario about them
 */
public record Effort(
        int rounds,
        Duration round,
        Duration warmUp,
        Duration first,
        int sessions,
        boolean rests,
        List<Integer> hosts) {}
