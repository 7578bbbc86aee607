package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Throttle;

/** Rules for {@code throttle}. */
final class ThrottleRules {
    private ThrottleRules() {}

    static void check(Problems at, Throttle throttle) {
        Addresses.networks(at, "exempt", throttle.exempt());
    }
}
