package io.zimbraproxy.proxy.tls.ocsp;

import java.time.Duration;
import java.time.Instant;

/** Computes the time until the next OCSP request. */
final class RefreshSchedule {
    static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    static final Duration LONGEST_RETRY = Duration.ofHours(1);

    /** The shortest time between two requests, also if a server returns responses that are about to expire. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private RefreshSchedule() {}

    /** Returns the time until half of the response's lifetime has passed, or half of the rest if that time is over. */
    static Duration afterGood(OcspResult.Good response, Instant now) {
        Duration half = Duration.between(response.from(), response.until()).dividedBy(2);
        Duration wait = Duration.between(now, response.from().plus(half));
        Duration rest = Duration.between(now, response.until()).dividedBy(2);
        return longer(PAUSE, wait.compareTo(PAUSE) < 0 ? rest : wait);
    }

    /** Returns the time after a number of consecutive failures, which is at least one. Each failure doubles it. */
    static Duration afterFailure(int failures) {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
