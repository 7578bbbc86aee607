package io.zimbraproxy.proxy.migrate.read;

import java.util.Map;

/** Groups of web servers in Zimbra's nginx. */
final class NginxPools {
    /** What the servers of a group are there for, and which attribute their port was taken from. */
    private record Use(String service, String portAttribute) {}

    private static final Map<String, Use> USES = Map.of(
            "zimbra", new Use("service", "zimbraMailPort"),
            "zimbra_ssl", new Use("service", "zimbraMailSSLPort"),
            "zimbra_webclient", new Use("zimbra", "zimbraMailPort"),
            "zimbra_ssl_webclient", new Use("zimbra", "zimbraMailSSLPort"),
            "zimbra_admin", new Use("service", "zimbraAdminPort"),
            "zimbra_adminclient", new Use("zimbraAdmin", "zimbraAdminPort"),
            "zimbra_ews", new Use("ews", "zimbraMailPort"),
            "zimbra_ews_ssl", new Use("ews", "zimbraMailSSLPort"),
            "zimbra_login", new Use("login", "zimbraMailPort"),
            "zimbra_login_ssl", new Use("login", "zimbraMailSSLPort"));

    private NginxPools() {}

    static void pool(Directive upstream, NginxEntries entries) {
        Use use = USES.get(upstream.argument());
        if (use == null) {
            boolean known = upstream.argument().matches("zx(_ssl)?");
            if (!known) {
                entries.proxy().add("nginxUpstream", upstream.value());
            }
            return;
        }
        upstream.all("server").filter(server -> !server.arguments().isEmpty()).forEach(server -> {
            NginxAddress at = NginxAddress.of(server.argument(), "");
            entries.server(at.host(), use.service(), use.portAttribute(), at.port(), server);
            named(use.service(), at.host(), server, entries);
            server.arguments().stream().skip(1).forEach(option -> option(option, at.host(), server, entries));
        });
    }

    /** The groups that Zimbra has lists of names for. */
    private static void named(String service, String host, Directive server, NginxEntries entries) {
        String attribute =
                switch (service) {
                    case "ews" -> "zimbraReverseProxyUpstreamEwsServers";
                    case "login" -> "zimbraReverseProxyUpstreamLoginServers";
                    default -> null;
                };
        if (attribute != null && !entries.proxy().has(attribute, host)) {
            entries.proxy().add(attribute, new Value(server.name(), host, server.where()));
        }
    }

    private static void option(String option, String host, Directive server, NginxEntries entries) {
        String text = option.substring(option.indexOf('=') + 1);
        if (option.startsWith("fail_timeout=")) {
            entries.once("zimbraMailProxyReconnectTimeout", server, text);
        } else if (option.startsWith("max_fails=")) {
            entries.once("zimbraMailProxyMaxFails", server, text);
        } else if (option.startsWith("version=")) {
            entries.version(host, text, server);
        }
    }
}
