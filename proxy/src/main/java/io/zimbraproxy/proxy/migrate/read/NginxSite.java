package io.zimbraproxy.proxy.migrate.read;

import java.util.List;
import java.util.stream.Stream;

/**
 * Converts the include files of Zimbra's nginx back to the attributes from which they were created.
 *
 * <p>The sections of the specification then have one kind of input.
 */
final class NginxSite {
    private final List<Directive> files;
    private final NginxEntries entries;

    private NginxSite(List<Directive> files) {
        this.files = files;
        Directive named = servers(files)
                .filter(server -> server.all("listen").anyMatch(NginxWeb::isDefault) || !NginxWeb.isVirtual(server))
                .filter(server -> NginxWeb.name(server).contains("."))
                .findFirst()
                .orElse(null);
        String name = named == null ? "" : NginxWeb.name(named).replaceFirst("[.]default$", "");
        entries = new NginxEntries(name, named == null ? "nginx" : named.where());
    }

    /** Converts the top-level directives of all files. */
    static List<Entry> entries(List<Directive> files) {
        NginxSite site = new NginxSite(files);
        site.blocks("memcache").forEach(site::memcache);
        site.blocks("zm_lookup").forEach(site::lookup);
        site.blocks("mail").forEach(mail -> NginxMail.settings(mail, site.entries));
        site.blocks("http").forEach(http -> NginxWeb.settings(http, site.entries));
        List<Directive> servers = servers(files).toList();
        NginxMail.servers(servers.stream().filter(NginxMail::isMail).toList(), site.entries);
        NginxWeb.servers(
                servers.stream().filter(server -> !NginxMail.isMail(server)).toList(), site.entries);
        return site.entries.all();
    }

    private Stream<Directive> blocks(String name) {
        return files.stream().filter(directive -> directive.name().equals(name));
    }

    /** Returns the {@code server} blocks at the top of files and in {@code mail} and {@code http}; not the servers of pools, which are no blocks. */
    private static Stream<Directive> servers(List<Directive> files) {
        return files.stream()
                .flatMap(directive ->
                        directive.name().equals("mail") || directive.name().equals("http")
                                ? directive.children().stream()
                                : Stream.of(directive))
                .filter(directive -> directive.name().equals("server"))
                .filter(directive -> !directive.children().isEmpty());
    }

    private void memcache(Directive block) {
        block.all("servers").forEach(servers -> servers.arguments().forEach(server -> {
            NginxAddress at = NginxAddress.of(server, "11211");
            entries.addServer(at.host(), "memcached", "zimbraMemcachedBindPort", at.port(), servers);
        }));
        setOnce(block, "timeout", "zimbraReverseProxyCacheFetchTimeout");
        setOnce(block, "reconnect", "zimbraReverseProxyCacheReconnectInterval");
        setOnce(block, "ttl", "zimbraReverseProxyCacheEntryTTL");
    }

    private void lookup(Directive block) {
        block.all("zm_lookup_handlers").forEach(handlers -> handlers.arguments().forEach(url -> {
            NginxAddress at = NginxAddress.ofUrl(url, "7072");
            entries.addServer(at.host(), "lookup", "zimbraExtensionBindPort", at.port(), handlers);
            entries.setScheme(at.host(), url.startsWith("http:") ? "http" : "https", handlers);
            entries.proxy()
                    .add(
                            "zimbraReverseProxyAvailableLookupTargets",
                            new Value(handlers.name(), at.host(), handlers.where()));
        }));
        setOnce(block, "zm_lookup_timeout", "zimbraReverseProxyRouteLookupTimeout");
        setOnce(block, "zm_lookup_handler_retry_interval", "zimbraReverseProxyRouteLookupTimeoutCache");
        setOnce(block, "zm_lookup_caching", "zimbraReverseProxyZmlookupCachingEnabled");
        setOnce(block, "zm_prefix_url", "zimbraMailURL");
        block.all("zm_lookup_master_auth_password")
                .forEach(password -> entries.setLocalOnce("ldap_nginx_password", password.value()));
    }

    private void setOnce(Directive block, String directive, String attribute) {
        block.all(directive).forEach(found -> entries.setOnce(attribute, found.value()));
    }
}
