package io.zimbraproxy.proxy.migrate.read;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The web side of Zimbra's nginx. */
final class NginxWeb {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "proxy_connect_timeout", "zimbraReverseProxyUpstreamConnectTimeout",
            "proxy_read_timeout", "zimbraReverseProxyUpstreamReadTimeout",
            "proxy_send_timeout", "zimbraReverseProxyUpstreamSendTimeout",
            "exact_version_check", "zimbraReverseProxyExactServerVersionCheck");
    private static final Pattern MODE = Pattern.compile(".*[.]mode-(http|https|both|mixed|redirect)");
    private static final Pattern DOMAIN_CERTIFICATE = Pattern.compile(".*/domaincerts/([^/]+)[.]crt");
    private static final Set<String> DEFAULT_WORDS = Set.of("default", "default_server");

    private NginxWeb() {}

    static boolean isDefault(Directive listen) {
        return listen.arguments().stream().anyMatch(DEFAULT_WORDS::contains);
    }

    static String name(Directive server) {
        return server.first("server_name");
    }

    /** Whether a server is there for a host name of a domain; Zimbra writes these into files of their own. */
    static boolean isVirtual(Directive server) {
        return !server.where().contains(".default:") && !name(server).isEmpty();
    }

    /** What holds for all web servers, and the groups of servers behind them. */
    static void settings(Directive http, NginxEntries entries) {
        for (Directive directive : http.children()) {
            String attribute = ATTRIBUTES.get(directive.name());
            if (attribute != null) {
                entries.once(attribute, directive.value());
            } else if (directive.name().equals("upstream")) {
                NginxPools.pool(directive, entries);
            } else if (directive.name().equals("error_page") && directive.text().contains("://")) {
                String page = directive.arguments().get(directive.arguments().size() - 1);
                entries.once("zimbraReverseProxyErrorHandlerURL", directive, page.replaceFirst("[?].*$", ""));
            } else if (directive.name().equals("ssl_client_certificate")) {
                entries.once("nginxClientCertificates", directive.value());
            } else {
                NginxTls.setting(directive, entries);
            }
        }
    }

    /** The ports, host names and certificates. */
    static void servers(List<Directive> servers, NginxEntries entries) {
        boolean strict = false;
        for (Directive server : servers) {
            if (server.first("return").equals("400")) {
                strict = true;
                entries.once("zimbraReverseProxyStrictServerNameEnabled", server, "TRUE");
            } else if (passes(server, "zimbra_admin")) {
                entries.once("zimbraReverseProxyAdminEnabled", server, "TRUE");
                port("zimbraAdminProxyPort", server, entries);
            } else if (locations(server, "/certauth")) {
                port("zimbraMailSSLProxyClientCertPort", server, entries);
            } else {
                pages(server, entries);
            }
        }
        if (!servers.isEmpty() && !strict) {
            entries.once("zimbraReverseProxyStrictServerNameEnabled", servers.get(0), "FALSE");
        }
    }

    private static void pages(Directive server, NginxEntries entries) {
        boolean tls = server.first("ssl").equals("on")
                || server.all("listen").anyMatch(listen -> listen.arguments().contains("ssl"));
        port(tls ? "zimbraMailSSLProxyPort" : "zimbraMailProxyPort", server, entries);
        server.children().forEach(directive -> NginxTls.setting(directive, entries));
        for (Directive include : server.all("include").toList()) {
            Matcher mode = MODE.matcher(include.argument());
            if (mode.matches()) {
                entries.once("zimbraReverseProxyMailMode", include, mode.group(1));
            }
        }
        NginxLocations.settings(server, entries);
        if (tls && isVirtual(server) && !name(server).equals(entries.proxy().name())) {
            virtual(server, entries);
        } else if (tls) {
            headers(server, entries.proxy());
            server.all("ssl_verify_client")
                    .forEach(mode -> entries.once("zimbraReverseProxyClientCertMode", mode.value()));
        }
    }

    /** A host name of a domain, which is known by the file of its certificate; else it is taken for one of its own. */
    private static void virtual(Directive server, NginxEntries entries) {
        Matcher file = DOMAIN_CERTIFICATE.matcher(server.first("ssl_certificate"));
        Entry domain = entries.domain(file.matches() ? file.group(1) : name(server));
        boolean first = domain.values("zimbraVirtualHostname").isEmpty();
        server.all("server_name")
                .forEach(names -> names.values().forEach(name -> domain.add("zimbraVirtualHostname", name)));
        if (!first) {
            return;
        }
        if (file.matches()) {
            server.all("ssl_certificate").forEach(path -> domain.add("nginxCertificate", path.value()));
        }
        server.all("ssl_verify_client").forEach(mode -> domain.add("zimbraReverseProxyClientCertMode", mode.value()));
        headers(server, domain);
    }

    private static void headers(Directive server, Entry to) {
        server.all("add_header")
                .filter(header -> header.arguments().size() >= 2)
                .forEach(header -> to.add(
                        "zimbraReverseProxyResponseHeaders",
                        new Value(
                                header.name(),
                                header.argument() + ": " + header.arguments().get(1),
                                header.where())));
    }

    private static void port(String attribute, Directive server, NginxEntries entries) {
        server.all("listen")
                .findFirst()
                .ifPresent(listen -> entries.once(
                        attribute,
                        listen,
                        NginxAddress.of(listen.argument(), "").port()));
    }

    private static boolean passes(Directive server, String pool) {
        return server.all("location")
                .anyMatch(location -> location.first("proxy_pass").contains(pool));
    }

    private static boolean locations(Directive server, String path) {
        return server.all("location").anyMatch(location -> location.arguments().equals(List.of("=", path)));
    }
}
