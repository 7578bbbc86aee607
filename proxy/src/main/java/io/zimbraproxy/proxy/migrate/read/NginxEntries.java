package io.zimbraproxy.proxy.migrate.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries that configuration of nginx is turned back into, by name. */
final class NginxEntries {
    private final Entry proxy;
    private final Entry local = new Entry(Entry.Kind.LOCAL, "");
    private final Map<String, Entry> servers = new LinkedHashMap<>();
    private final Map<String, Entry> domains = new LinkedHashMap<>();

    /** {@code proxyName} is the name of the default server. */
    NginxEntries(String proxyName, String where) {
        proxy = new Entry(Entry.Kind.SERVER, proxyName);
        proxy.add("zimbraServiceEnabled", new Value("nginx", "proxy", where));
    }

    Entry proxy() {
        return proxy;
    }

    Entry local() {
        return local;
    }

    Entry domain(String name) {
        return domains.computeIfAbsent(name, missing -> new Entry(Entry.Kind.DOMAIN, missing));
    }

    /** A setting of the proxy; the first value counts, for blocks repeat what others said. */
    void once(String attribute, Value value) {
        if (proxy.values(attribute).isEmpty()) {
            proxy.add(attribute, value);
        }
    }

    /** The same for what nginx has no word for, under the name that Zimbra has for it. */
    void once(String attribute, Directive from, String text) {
        once(attribute, new Value(attribute, text, from.where()));
    }

    void localOnce(String key, Value value) {
        if (local.values(key).isEmpty()) {
            local.add(key, value);
        }
    }

    /** A server that offers a service, at a port that an attribute tells; ports of TLS and of plain HTTP may both be given. */
    void server(String host, String service, String portAttribute, String port, Directive from) {
        Entry server = servers.computeIfAbsent(host, name -> new Entry(Entry.Kind.SERVER, name));
        addOnce(server, "zimbraServiceEnabled", from, service);
        addOnce(server, "zimbraReverseProxyLookupTarget", from, "TRUE");
        addOnce(server, "zimbraMailMode", from, "both");
        if (server.values(portAttribute).isEmpty()) {
            server.add(portAttribute, new Value(portAttribute, port, from.where()));
        }
    }

    /** How a lookup handler is spoken to: {@code http} or {@code https}. */
    void scheme(String host, String scheme, Directive from) {
        addOnce(servers.get(host), "nginxLookupScheme", from, scheme);
    }

    /** A version of Zimbra that a server runs. */
    void version(String host, String version, Directive from) {
        addOnce(servers.get(host), "zimbraServerVersion", from, version);
    }

    private static void addOnce(Entry entry, String attribute, Directive from, String text) {
        if (!entry.has(attribute, text)) {
            entry.add(attribute, new Value(attribute, text, from.where()));
        }
    }

    List<Entry> all() {
        List<Entry> all = new ArrayList<>(List.of(proxy, local));
        all.addAll(servers.values());
        all.addAll(domains.values());
        return all;
    }
}
