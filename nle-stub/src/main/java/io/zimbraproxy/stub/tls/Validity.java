package io.zimbraproxy.stub.tls;

import java.time.Duration;
import java.time.Instant;

/** From when to when a certificate is good. */
public record Validity(Instant from, Instant to) {

    private static final Duration LIFETIME = Duration.ofDays(825);
    /** Certificates begin a little in the past, for clocks that lag. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    /** From now on. */
    public static Validity usual() {
        return lasting(LIFETIME);
    }

    /** From now on, for so long. */
    public static Validity lasting(Duration time) {
        Instant now = Instant.now();
        return new Validity(now.minus(BACKDATED), now.plus(time));
    }

    /** It is over since yesterday. */
    public static Validity expired() {
        Instant end = Instant.now().minus(Duration.ofDays(1));
        return new Validity(end.minus(LIFETIME), end);
    }
}
