package io.zimbraproxy.proxy.migrate.read;

import java.util.Map;

/** Converts the groups of web servers in Zimbra's nginx. */
final class NginxPools {
    /** The service of the servers in a group, and the attribute that holds their port. */
    private record Role(String service, String portAttribute) {}

    private static final Map<String, Role> ROLES = Map.of(
            "zimbra", new Role("service", "zimbraMailPort"),
            "zimbra_ssl", new Role("service", "zimbraMailSSLPort"),
            "zimbra_webclient", new Role("zimbra", "zimbraMailPort"),
            "zimbra_ssl_webclient", new Role("zimbra", "zimbraMailSSLPort"),
            "zimbra_admin", new Role("service", "zimbraAdminPort"),
            "zimbra_adminclient", new Role("zimbraAdmin", "zimbraAdminPort"),
            "zimbra_ews", new Role("ews", "zimbraMailPort"),
            "zimbra_ews_ssl", new Role("ews", "zimbraMailSSLPort"),
            "zimbra_login", new Role("login", "zimbraMailPort"),
            "zimbra_login_ssl", new Role("login", "zimbraMailSSLPort"));

    private NginxPools() {}

    /** Converts one {@code upstream} block. */
    static void pool(Directive upstream, NginxEntries entries) {
        Role role = ROLES.get(upstream.argument());
        if (role == null) {
            boolean known = upstream.argument().matches("zx(_ssl)?");
            if (!known) {
                entries.proxy().add("nginxUpstream", upstream.value());
            }
            return;
        }
        upstream.all("server").filter(server -> !server.arguments().isEmpty()).forEach(server -> {
            NginxAddress at = NginxAddress.of(server.argument(), "");
            entries.addServer(at.host(), role.service(), role.portAttribute(), at.port(), server);
            named(role.service(), at.host(), server, entries);
            server.arguments().stream().skip(1).forEach(option -> option(option, at.host(), server, entries));
        });
    }

    /** Adds a server to the list of names that Zimbra has for its group. */
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
            entries.setOnce("zimbraMailProxyReconnectTimeout", server, text);
        } else if (option.startsWith("max_fails=")) {
            entries.setOnce("zimbraMailProxyMaxFails", server, text);
        } else if (option.startsWith("version=")) {
            entries.addVersion(host, text, server);
        }
    }
}
