package io.zimbraproxy.proxy.migrate.read;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts the web blocks of Zimbra's nginx. */
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

    /** Returns whether a server is for a host name of a domain; Zimbra writes such servers to separate files. */
    static boolean isVirtual(Directive server) {
        return !server.where().contains(".default:") && !name(server).isEmpty();
    }

    /** Converts the directives that apply to all web servers, and the groups of upstream servers. */
    static void settings(Directive http, NginxEntries entries) {
        for (Directive directive : http.children()) {
            String attribute = ATTRIBUTES.get(directive.name());
            if (attribute != null) {
                entries.setOnce(attribute, directive.value());
            } else if (directive.name().equals("upstream")) {
                NginxPools.pool(directive, entries);
            } else if (directive.name().equals("error_page") && directive.text().contains("://")) {
                String page = directive.arguments().get(directive.arguments().size() - 1);
                entries.setOnce("zimbraReverseProxyErrorHandlerURL", directive, page.replaceFirst("[?].*$", ""));
            } else if (directive.name().equals("ssl_client_certificate")) {
                entries.setOnce("nginxClientCertificates", directive.value());
            } else {
                NginxTls.setting(directive, entries);
            }
        }
    }

    /** Converts ports, host names and certificates. */
    static void servers(List<Directive> servers, NginxEntries entries) {
        boolean strict = false;
        for (Directive server : servers) {
            if (server.first("return").equals("400")) {
                strict = true;
                entries.setOnce("zimbraReverseProxyStrictServerNameEnabled", server, "TRUE");
            } else if (proxiesTo(server, "zimbra_admin")) {
                entries.setOnce("zimbraReverseProxyAdminEnabled", server, "TRUE");
                port("zimbraAdminProxyPort", server, entries);
            } else if (hasLocation(server, "/certauth")) {
                port("zimbraMailSSLProxyClientCertPort", server, entries);
            } else {
                pages(server, entries);
            }
        }
        if (!servers.isEmpty() && !strict) {
            entries.setOnce("zimbraReverseProxyStrictServerNameEnabled", servers.get(0), "FALSE");
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
                entries.setOnce("zimbraReverseProxyMailMode", include, mode.group(1));
            }
        }
        NginxLocations.settings(server, entries);
        if (tls && isVirtual(server) && !name(server).equals(entries.proxy().name())) {
            virtual(server, entries);
        } else if (tls) {
            headers(server, entries.proxy());
            server.all("ssl_verify_client")
                    .forEach(mode -> entries.setOnce("zimbraReverseProxyClientCertMode", mode.value()));
        }
    }

    /** Converts a server for a host name. The file of its certificate names the domain; without it, the host name is the domain. */
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
                .ifPresent(listen -> entries.setOnce(
                        attribute,
                        listen,
                        NginxAddress.of(listen.argument(), "").port()));
    }

    private static boolean proxiesTo(Directive server, String pool) {
        return server.all("location")
                .anyMatch(location -> location.first("proxy_pass").contains(pool));
    }

    private static boolean hasLocation(Directive server, String path) {
        return server.all("location").anyMatch(location -> location.arguments().equals(List.of("=", path)));
    }
}
