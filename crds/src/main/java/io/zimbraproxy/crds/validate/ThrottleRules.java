package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.Throttle;

/** Rules about limits per address and account. */
final class ThrottleRules {
    private ThrottleRules() {}

    static void check(Problems at, Throttle throttle) {
        limit(at.at("ip"), throttle.ip());
        limit(at.at("imapIp"), throttle.imapIp());
        limit(at.at("pop3Ip"), throttle.pop3Ip());
        limit(at.at("user"), throttle.user());
        limit(at.at("failedLogins"), throttle.failedLogins());
        limit(at.at("httpIp"), throttle.httpIp());
        for (int i = 0; i < throttle.exempt().size(); i++) {
            HostRules.network(at.at("exempt", i), throttle.exempt().get(i));
        }
        message(at.at("ipMessage"), throttle.ipMessage());
        message(at.at("userMessage"), throttle.userMessage());
    }

    private static void limit(Problems at, RateLimit limit) {
        if (limit.limit() < 0) {
            at.at("limit").add("is negative", limit.limit(), "give a number, or 0 for no limit");
        }
        TimeRules.positive(at.at("window"), limit.window());
    }

    private static void message(Problems at, String text) {
        if (!text.matches("[ -~]{0,200}")) {
            at.add("is not one short line of US-ASCII text", text, "use up to 200 printable characters");
        }
    }
}
