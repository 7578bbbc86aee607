package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.LocalCache;
import io.zimbraproxy.crds.spec.Memcached;
import io.zimbraproxy.crds.spec.RouteCache;
import io.zimbraproxy.crds.text.HostPort;
import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of lookups. */
final class CacheSection {
    private static final String CACHING = "zimbraReverseProxyZmlookupCachingEnabled";
    private static final int PORT = 11211;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private CacheSection() {}

    static RouteCache read(SiteView view) {
        boolean caching = view.proxy().on(CACHING, true);
        Duration ttl = view.proxy().timeFor("routeCache.ttl", "zimbraReverseProxyCacheEntryTTL");
        if (!caching) {
            view.proxy().onFor("routeCache", CACHING);
            view.notes().say("routeCache", "routes are always remembered; a second is as short as it gets");
        }
        return RouteCache.defaults()
                .withTtl(caching ? ttl : SHORTEST)
                .withLocal(caching ? null : LocalCache.defaults().withTtl(SHORTEST))
                .withMemcached(memcached(view));
    }

    private static Memcached memcached(SiteView view) {
        List<String> servers = servers(view);
        if (servers.isEmpty()) {
            return null;
        }
        String path = "routeCache.memcached";
        view.notes()
                .say(
                        path + ".servers",
                        "keep this order: it decides which server has which route, as for Zimbra's proxies");
        if (new MailboxServers(view)
                .memcached().stream().anyMatch(server -> server.has("zimbraServiceEnabled", "proxy"))) {
            view.notes()
                    .say(
                            path + ".servers",
                            "memcached runs on proxies: let it run there when they are replaced, or name others");
        }
        return Memcached.of(servers)
                .withFetchTimeout(view.proxy().timeFor(path + ".fetchTimeout", "zimbraReverseProxyCacheFetchTimeout"))
                .withReconnectInterval(
                        view.proxy().timeFor(path + ".reconnectInterval", "zimbraReverseProxyCacheReconnectInterval"));
    }

    private static List<String> servers(SiteView view) {
        List<String> servers = new ArrayList<>();
        for (Entry server : new MailboxServers(view).memcached()) {
            int port = view.of(server).number("zimbraMemcachedBindPort").orElse(PORT);
            servers.add(HostPort.format(server.name(), port));
            List<Value> addresses = server.values("zimbraMemcachedBindAddress");
            if (!addresses.isEmpty() && addresses.stream().allMatch(CacheSection::isLoopback)) {
                addresses.forEach(address -> view.notes()
                        .remark(
                                address,
                                "memcached cannot be reached from other machines; let it listen for the new proxies."));
            }
        }
        return servers;
    }

    private static boolean isLoopback(Value address) {
        return address.text().startsWith("127.")
                || address.text().equals("::1")
                || address.text().equals("localhost");
    }
}
