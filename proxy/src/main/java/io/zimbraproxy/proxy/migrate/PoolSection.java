package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.crds.spec.PoolHealth;
import io.zimbraproxy.crds.spec.PoolServer;
import io.zimbraproxy.crds.spec.VersionCheck;
import io.zimbraproxy.proxy.migrate.read.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Groups of web servers. A group with the servers of the one it would fall back to is left out. */
final class PoolSection {
    private final SiteView view;
    private final MailboxServers servers;
    private final boolean encrypted;
    private final List<Pool> pools = new ArrayList<>();
    private boolean versions;

    private PoolSection(SiteView view, boolean encrypted) {
        this.view = view;
        this.servers = new MailboxServers(view);
        this.encrypted = encrypted;
    }

    /** {@code encrypted}: whether TLS is spoken to them; {@code admin}: whether the admin console is served. */
    static List<Pool> read(SiteView view, boolean encrypted, boolean admin) {
        PoolSection section = new PoolSection(view, encrypted);
        List<Entry> mailclient = section.servers.web("service");
        List<Entry> webclient = section.servers.web("zimbra");
        section.versions = mailclient.stream()
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

    /** Paths with the id of a server in them: who uses documents has to write them down. */
    private void documents() {
        view.site().servers().stream()
                .filter(server -> server.has("zimbraServiceEnabled", "docs"))
                .forEach(server -> view.notes()
                        .remark(
                                "server " + server.name() + " with the service docs",
                                "write a pool with its port 9980, and a location /docs/ID/ in http.locations."));
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
                ? Integer.valueOf(
                        Optional.ofNullable(port(settings, path + ".httpsPort", "AdminPort", "zimbraAdminPort"))
                                .orElse(7071))
                : port(settings, path + ".httpsPort", "HttpSSLPort", "zimbraMailSSLPort");
        if (!admin && (encrypted ? https : http) == null) {
            view.notes()
                    .remark(
                            "server " + entry.name() + " without a web port "
                                    + (encrypted ? "for TLS" : "in the clear"),
                            "our default is kept; correct it in upstream.pools, or the setting of the server.");
        }
        String version = versions ? settings.textFor(path + ".version", "zimbraServerVersion") : null;
        if (version != null) {
            view.notes()
                    .say(path + ".version", "servers differ in their version; change it when the server is upgraded");
        }
        return PoolServer.of(entry.name())
                .withHttpPort(http)
                .withHttpsPort(https)
                .withVersion(version);
    }

    /** The port in the attribute that the site says has it; null when there is none. */
    private Integer port(SettingReader settings, String path, String by, String usual) {
        String attribute = view.proxy().text("zimbraReverseProxy" + by + "Attribute", usual);
        Integer port = settings.number(attribute).filter(number -> number != 0).orElse(null);
        if (port != null) {
            settings.textFor(path, attribute);
        }
        return port;
    }
}
