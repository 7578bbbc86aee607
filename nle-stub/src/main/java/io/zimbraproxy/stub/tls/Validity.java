package io.zimbraproxy.stub.tls;

import java.time.Duration;
import java.time.Instant;

/** The validity period of a certificate. */
public record Validity(Instant from, Instant to) {

    private static final Duration LIFETIME = Duration.ofDays(825);
    /** Start of the period before now, for clients whose clocks are slow. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    /** Returns a period of 825 days from now. */
    public static Validity usual() {
        return lasting(LIFETIME);
    }

    /** Returns a period of that length from now. */
    public static Validity lasting(Duration time) {
        Instant now = Instant.now();
        return new Validity(now.minus(BACKDATED), now.plus(time));
    }

    /** Returns a period that ended yesterday. */
    public static Validity expired() {
        Instant end = Instant.now().minus(Duration.ofDays(1));
        return new Validity(end.minus(LIFETIME), end);
    }
}
