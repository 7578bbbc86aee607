package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolHealth;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.VersionCheck;
import io.zimbraproxy.proxy.migrate.read.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the groups of web servers to pools. A pool with the same servers as its fallback is omitted. */
final class PoolSection {
    private static final int DEFAULT_ADMIN_PORT = 7071;

    private final SiteView view;
    private final ServerRoles servers;
    private final boolean encrypted;
    private final List<Pool> pools = new ArrayList<>();
    private boolean versionsDiffer;

    private PoolSection(SiteView view, boolean encrypted) {
        this.view = view;
        this.servers = new ServerRoles(view);
        this.encrypted = encrypted;
    }

    /**
     * Reads the pools.
     *
     * @param encrypted whether connections to web servers use TLS
     * @param admin whether the proxy serves the admin console
     */
    static List<Pool> read(SiteView view, boolean encrypted, boolean admin) {
        PoolSection section = new PoolSection(view, encrypted);
        List<Entry> mailclient = section.servers.web("service");
        List<Entry> webclient = section.servers.web("zimbra");
        section.versionsDiffer = mailclient.stream()
                        .flatMap(server -> server.values("zimbraServerVersion").stream())
                        .map(version -> version.text())
                        .distinct()
                        .count()
                > 1;
        section.pool(Pool.DEFAULT, mailclient, false);
        section.pool(Pool.WEBCLIENT, webclient.equals(mailclient) ? List.of() : webclient, false);
        section.pool(Pool.LOGIN, section.servers.named("zimbraReverseProxyUpstreamLoginServers"), false);
        section.pool(Pool.EWS, section.servers.named("zimbraReverseProxyUpstreamEwsServers"), false);
        if (admin) {
            List<Entry> adminclient = section.servers.web("zimbraAdmin");
            section.pool(Pool.ADMIN, mailclient, true);
            section.pool(Pool.ADMIN_CLIENT, adminclient.equals(mailclient) ? List.of() : adminclient, true);
        }
        section.documents();
        Bosh.pool(view, encrypted, "upstream.pools[" + section.pools.size() + "]")
                .ifPresent(section.pools::add);
        return List.copyOf(section.pools);
    }

    /** Adds advice on documents, whose paths contain the id of a server. */
    private void documents() {
        view.site().servers().stream()
                .filter(server -> server.has("zimbraServiceEnabled", "docs"))
                .forEach(
                        server -> view.notes()
                                .advise(
                                        "server " + server.name() + " with the service docs",
                                        "Add a pool with port 9980 of this server, and a location /docs/ID/ to http.locations."));
    }

    private void pool(String name, List<Entry> entries, boolean admin) {
        if (entries.isEmpty()) {
            return;
        }
        String path = "upstream.pools[" + pools.size() + "]";
        List<PoolServer> list = new ArrayList<>();
        for (Entry entry : entries) {
            list.add(server(entry, admin, path + ".servers[" + list.size() + "]"));
        }
        Boolean exact = view.proxy().onFor(path + ".versionCheck", "zimbraReverseProxyExactServerVersionCheck");
        PoolHealth health = PoolHealth.defaults()
                .withMaxFails(view.proxy().numberFor(path + ".health.maxFails", "zimbraMailProxyMaxFails"))
                .withFailTimeout(view.proxy().timeFor(path + ".health.failTimeout", "zimbraMailProxyReconnectTimeout"));
        VersionCheck check = exact == null || exact ? null : VersionCheck.MajorMinor;
        pools.add(Pool.of(name).withServers(list).withHealth(health).withVersionCheck(check));
    }

    private PoolServer server(Entry entry, boolean admin, String path) {
        SettingReader settings = view.of(entry);
        Integer http = admin ? null : port(settings, path + ".httpPort", "HttpPort", "zimbraMailPort");
        Integer https = admin
                ? port(settings, path + ".httpsPort", "AdminPort", "zimbraAdminPort")
                : port(settings, path + ".httpsPort", "HttpSSLPort", "zimbraMailSSLPort");
        if (!admin && (encrypted ? https : http) == null) {
            view.notes()
                    .advise(
                            "server " + entry.name() + " without a web port " + (encrypted ? "for TLS" : "without TLS"),
                            "The default port is used; correct it in upstream.pools, or set the port of the server.");
        }
        String version = versionsDiffer ? settings.textFor(path + ".version", "zimbraServerVersion") : null;
        if (version != null) {
            view.notes()
                    .comment(
                            path + ".version",
                            "The servers have different versions. Change this one when you upgrade the server.");
        }
        return PoolServer.of(entry.name())
                .withHttpPort(http)
                .withHttpsPort(admin && https == null ? Integer.valueOf(DEFAULT_ADMIN_PORT) : https)
                .withVersion(version);
    }

    /** Returns the port of a server; null if it has none. A setting of the proxy names the attribute with the port. */
    private @Nullable Integer port(SettingReader settings, String path, String kind, String defaultAttribute) {
        String attribute = view.proxy().text("zimbraReverseProxy" + kind + "Attribute", defaultAttribute);
        Integer port = settings.number(attribute).filter(number -> number != 0).orElse(null);
        if (port != null) {
            settings.textFor(path, attribute);
        }
        return port;
    }
}
