package io.zimbraproxy.proxy.migrate.read;

import java.util.regex.Pattern;

/** What requests Zimbra's nginx treats in ways of their own, and those that somebody added to its templates. */
final class NginxLocations {
    private static final Pattern ZIMBRAS = Pattern.compile(
            "/|= /.*|[\\^]~ /(Microsoft-Server-ActiveSync|zx/.*|service/soap/.*|autodiscover|nginx_status)"
                    + "|~[*]? .*(/ews/Exchange[.]asmx|[(]service[|]principals.*|zmerror_.*|service/extension.*)");

    private NginxLocations() {}

    static void settings(Directive server, NginxEntries entries) {
        for (Directive location : server.all("location").toList()) {
            String attribute = waits(location.text());
            if (attribute != null) {
                location.all("proxy_read_timeout").forEach(time -> {
                    if (attribute.startsWith("zimbraReverseProxy")) {
                        entries.once(attribute, time.value());
                    } else {
                        entries.localOnce(attribute, time.value());
                    }
                });
            }
            if (!ZIMBRAS.matcher(location.text()).matches() && !entries.proxy().has("nginxLocation", location.text())) {
                entries.proxy().add("nginxLocation", location.value());
            }
        }
    }

    /** The setting that says how long such requests are waited for; null when there is none. */
    private static String waits(String location) {
        if (location.endsWith("/Microsoft-Server-ActiveSync")) {
            return "zimbraReverseProxyUpstreamPollingTimeout";
        } else if (location.endsWith("/NoOpRequest")) {
            return "noop_read_timeout";
        }
        return location.endsWith("/WaitSetRequest") ? "waitset_read_timeout" : null;
    }
}
