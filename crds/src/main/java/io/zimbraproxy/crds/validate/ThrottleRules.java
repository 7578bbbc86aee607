package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Throttle;

/** Rules about limits per address and account. */
final class ThrottleRules {
    private ThrottleRules() {}

    static void check(Problems at, Throttle throttle) {
        Addresses.networks(at, "exempt", throttle.exempt());
    }
}
