package io.zimbraproxy.proxy.tls.ocsp;

import java.time.Duration;
import java.time.Instant;

/** When an authority is asked again. */
final class RefreshSchedule {
    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Answers of caches may be of any age: also one about to end is not asked for without pause. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private RefreshSchedule() {}

    /** At half of the life of an answer, or of what is left of it. */
    static Duration afterGood(OcspResult.Good answer, Instant now) {
        Duration half = Duration.between(answer.from(), answer.until()).dividedBy(2);
        Duration wait = Duration.between(now, answer.from().plus(half));
        Duration rest = Duration.between(now, answer.until()).dividedBy(2);
        return longer(PAUSE, wait.compareTo(PAUSE) < 0 ? rest : wait);
    }

    /** {@code failures}: in a row, from one. */
    static Duration afterFailure(int failures) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
