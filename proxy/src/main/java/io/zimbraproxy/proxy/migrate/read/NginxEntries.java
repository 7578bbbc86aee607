package io.zimbraproxy.proxy.migrate.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the entries into which an nginx configuration is converted, by name. */
final class NginxEntries {
    private final Entry proxy;
    private final Entry local = new Entry(Entry.Kind.LOCAL, "");
    private final Map<String, Entry> servers = new LinkedHashMap<>();
    private final Map<String, Entry> domains = new LinkedHashMap<>();

    /** Starts with an entry for the proxy; {@code proxyName} is the name of the default server. */
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

    /** Returns the entry of a domain, which is created on first use. */
    Entry domain(String name) {
        return domains.computeIfAbsent(name, missing -> new Entry(Entry.Kind.DOMAIN, missing));
    }

    /** Sets an attribute of the proxy; the first value counts, since later blocks repeat it. */
    void setOnce(String attribute, Value value) {
        if (proxy.values(attribute).isEmpty()) {
            proxy.add(attribute, value);
        }
    }

    /** Does the same for a value that has no directive of its own; {@code from} is the directive that implies it. */
    void setOnce(String attribute, Directive from, String text) {
        setOnce(attribute, new Value(attribute, text, from.where()));
    }

    /** Sets a local setting; the first value counts. */
    void setLocalOnce(String key, Value value) {
        if (local.values(key).isEmpty()) {
            local.add(key, value);
        }
    }

    /** Adds a server with a service and a port; each port attribute of a server is set once. */
    void addServer(String host, String service, String portAttribute, String port, Directive from) {
        Entry server = server(host);
        addOnce(server, "zimbraServiceEnabled", from, service);
        addOnce(server, "zimbraReverseProxyLookupTarget", from, "TRUE");
        addOnce(server, "zimbraMailMode", from, "both");
        if (server.values(portAttribute).isEmpty()) {
            server.add(portAttribute, new Value(portAttribute, port, from.where()));
        }
    }

    /** Sets the URL scheme of a lookup handler, {@code http} or {@code https}. */
    void setScheme(String host, String scheme, Directive from) {
        addOnce(server(host), "nginxLookupScheme", from, scheme);
    }

    /** Adds the Zimbra version of a server. */
    void addVersion(String host, String version, Directive from) {
        addOnce(server(host), "zimbraServerVersion", from, version);
    }

    private Entry server(String host) {
        return servers.computeIfAbsent(host, name -> new Entry(Entry.Kind.SERVER, name));
    }

    private static void addOnce(Entry entry, String attribute, Directive from, String text) {
        if (!entry.has(attribute, text)) {
            entry.add(attribute, new Value(attribute, text, from.where()));
        }
    }

    /** Returns the entries of the proxy, its machine, the servers and the domains. */
    List<Entry> all() {
        List<Entry> all = new ArrayList<>(List.of(proxy, local));
        all.addAll(servers.values());
        all.addAll(domains.values());
        return all;
    }
}
