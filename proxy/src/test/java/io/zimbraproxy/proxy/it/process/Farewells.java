package io.zimbraproxy.proxy.it.process;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How farewells are spread over the time.
 *
 * @param span from the first to the last
 */
record Farewells(Duration span, int mostInASecond) {
    static Farewells of(List<StandingClients.Farewell> all) {
        List<Long> times =
                all.stream().map(StandingClients.Farewell::at).sorted().toList();
        int most = 0;
        for (long from : times) {
            int count = (int) times.stream()
                    .filter(at -> at >= from && at - from < TimeUnit.SECONDS.toNanos(1))
                    .count();
            most = Math.max(most, count);
        }
        return new Farewells(Duration.ofNanos(Collections.max(times) - Collections.min(times)), most);
    }
}
