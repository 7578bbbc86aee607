package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.Throttle;
import java.util.List;

/** Limits of connections and logins. */
final class ThrottleSection {
    private static final String PREFIX = "zimbraReverseProxy";

    private ThrottleSection() {}

    static Throttle read(SiteView view) {
        SettingReader settings = view.proxy();
        List<String> exempt = settings.textsFor("throttle.exempt", PREFIX + "IPThrottleWhitelist");
        return new Throttle(
                limit(settings, "throttle.ip", "IPLoginLimit"),
                limit(settings, "throttle.imapIp", "IPLoginImapLimit"),
                limit(settings, "throttle.pop3Ip", "IPLoginPop3Limit"),
                limit(settings, "throttle.user", "UserLoginLimit"),
                null,
                null,
                null,
                exempt,
                settings.textFor("throttle.ipMessage", PREFIX + "IpThrottleMsg"),
                settings.textFor("throttle.userMessage", PREFIX + "UserThrottleMsg"));
    }

    /** Null, for no limit, where the site has none: its window is of no interest then. */
    private static RateLimit limit(SettingReader settings, String path, String attribute) {
        if (settings.number(PREFIX + attribute).orElse(0) == 0) {
            return null;
        }
        return new RateLimit(
                settings.numberFor(path + ".limit", PREFIX + attribute),
                settings.timeFor(path + ".window", PREFIX + attribute + "Time"));
    }
}
