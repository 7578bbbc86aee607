package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Limits;

/** Rules about bounds. */
final class LimitRules {
    private LimitRules() {}

    static void check(Problems at, Limits limits) {
        range(at.at("preAuthErrors"), limits.preAuthErrors(), 1, 100);
        range(at.at("lineBytes"), limits.lineBytes(), 512, 65_536);
        range(at.at("literalBytes"), limits.literalBytes(), 256, 65_536);
        range(at.at("headerBytes"), limits.headerBytes(), 4096, 262_144);
        range(at.at("headerCount"), limits.headerCount(), 10, 2000);
        range(at.at("connections"), limits.connections(), 0, 10_000_000);
    }

    static void range(Problems at, int value, int min, int max) {
        if (value < min || value > max) {
            at.add("is out of range", value, "give a number from " + min + " to " + max);
        }
    }
}
