package io.zimbraproxy.proxy.it.process;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Distribution of the ends of sessions over time.
 *
 * @param span time from the first end to the last
 * @param mostInASecond largest number of ends within one second
 */
record ByeTimes(Duration span, int mostInASecond) {
    static ByeTimes of(List<DrainedClients.End> all) {
        List<Long> times = all.stream().map(DrainedClients.End::at).sorted().toList();
        int most = 0;
        for (long from : times) {
            int count = (int) times.stream()
                    .filter(at -> at >= from && at - from < TimeUnit.SECONDS.toNanos(1))
                    .count();
            most = Math.max(most, count);
        }
        return new ByeTimes(Duration.ofNanos(Collections.max(times) - Collections.min(times)), most);
    }
}
