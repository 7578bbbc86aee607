package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.GoDuration;
import io.zimbraproxy.crds.spec.Timeouts;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.time.Duration;

/** Rules about durations. */
final class TimeRules {
    private static final Duration MAX = Duration.ofDays(7);

    private TimeRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        Problems at = spec.at("timeouts");
        Timeouts timeouts = wanted.timeouts();
        notNegative(at.at("authFailureDelay"), timeouts.authFailureDelay());
        positive(at.at("mailConnect"), timeouts.mailConnect());
        positive(at.at("preAuthIdle"), timeouts.preAuthIdle());
        positive(at.at("imapIdle"), timeouts.imapIdle());
        positive(at.at("pop3Idle"), timeouts.pop3Idle());
        positive(at.at("tlsHandshake"), timeouts.tlsHandshake());
        positive(at.at("httpHeader"), timeouts.httpHeader());
        positive(at.at("httpIdle"), timeouts.httpIdle());
        positive(at.at("httpConnect"), timeouts.httpConnect());
        positive(at.at("httpRead"), timeouts.httpRead());
        positive(at.at("httpSend"), timeouts.httpSend());
        positive(at.at("httpPolling"), timeouts.httpPolling());
        notNegative(at.at("drain"), timeouts.drain());
        positive(spec.at("lookup").at("timeout"), wanted.lookup().timeout());
        positive(spec.at("lookup").at("retryAfter"), wanted.lookup().retryAfter());
        positive(spec.at("routeCache").at("ttl"), wanted.routeCache().ttl());
        positive(
                spec.at("routeCache").at("local").at("ttl"),
                wanted.routeCache().local().ttl());
    }

    static void positive(Problems at, Duration time) {
        if (time.isZero()) {
            at.add("must not be zero", GoDuration.format(time), "give a time such as 60s");
        } else {
            notNegative(at, time);
        }
    }

    private static void notNegative(Problems at, Duration time) {
        if (time.isNegative() || time.compareTo(MAX) > 0) {
            at.add("is out of range", GoDuration.format(time), "give a time of up to 168h");
        }
    }
}
