package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.RateLimit;
import io.zimbraproxy.crds.spec.Throttle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the limits of logins. */
final class ThrottleSection {
    private static final String PREFIX = "zimbraReverseProxy";

    private ThrottleSection() {}

    static Throttle read(SiteView view) {
        SettingReader settings = view.proxy();
        List<String> exempt = settings.textsFor("throttle.exempt", PREFIX + "IPThrottleWhitelist");
        return Throttle.defaults()
                .withIp(limit(settings, "throttle.ip", "IPLoginLimit"))
                .withImapIp(limit(settings, "throttle.imapIp", "IPLoginImapLimit"))
                .withPop3Ip(limit(settings, "throttle.pop3Ip", "IPLoginPop3Limit"))
                .withUser(limit(settings, "throttle.user", "UserLoginLimit"))
                .withExempt(exempt)
                .withIpMessage(settings.textFor("throttle.ipMessage", PREFIX + "IpThrottleMsg"))
                .withUserMessage(settings.textFor("throttle.userMessage", PREFIX + "UserThrottleMsg"));
    }

    /** Returns a limit; null if the site has none, whatever its window is. */
    private static @Nullable RateLimit limit(SettingReader settings, String path, String attribute) {
        if (settings.number(PREFIX + attribute).orElse(0) == 0) {
            return null;
        }
        return RateLimit.defaults()
                .withLimit(settings.numberFor(path + ".limit", PREFIX + attribute))
                .withWindow(settings.timeFor(path + ".window", PREFIX + attribute + "Time"));
    }
}
