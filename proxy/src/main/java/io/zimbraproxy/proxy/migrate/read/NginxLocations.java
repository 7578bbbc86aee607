package io.zimbraproxy.proxy.migrate.read;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts timeouts of locations in Zimbra's nginx, and lists locations that an administrator added to its templates. */
final class NginxLocations {
    private static final Pattern BUILT_IN = Pattern.compile(
            "/|= /.*|[\\^]~ /(Microsoft-Server-ActiveSync|zx/.*|service/soap/.*|autodiscover|nginx_status)"
                    + "|~[*]? .*(/ews/Exchange[.]asmx|[(]service[|]principals.*|zmerror_.*|service/extension.*)");

    private NginxLocations() {}

    static void settings(Directive server, NginxEntries entries) {
        for (Directive location : server.all("location").toList()) {
            String attribute = timeoutAttribute(location.text());
            if (attribute != null) {
                location.all("proxy_read_timeout").forEach(time -> {
                    if (attribute.startsWith("zimbraReverseProxy")) {
                        entries.setOnce(attribute, time.value());
                    } else {
                        entries.setLocalOnce(attribute, time.value());
                    }
                });
            }
            if (!BUILT_IN.matcher(location.text()).matches()
                    && !entries.proxy().has("nginxLocation", location.text())) {
                entries.proxy().add("nginxLocation", location.value());
            }
        }
    }

    /** Returns the setting for the read timeout of a location; null if there is none. */
    private static @Nullable String timeoutAttribute(String location) {
        if (location.endsWith("/Microsoft-Server-ActiveSync")) {
            return "zimbraReverseProxyUpstreamPollingTimeout";
        } else if (location.endsWith("/NoOpRequest")) {
            return "noop_read_timeout";
        }
        return location.endsWith("/WaitSetRequest") ? "waitset_read_timeout" : null;
    }
}
