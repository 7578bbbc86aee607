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
import org.jspecify.annotations.Nullable;

/** Converts the settings of the route cache. */
final class CacheSection {
    private static final String CACHING = "zimbraReverseProxyZmlookupCachingEnabled";
    private static final int DEFAULT_PORT = 11211;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private CacheSection() {}

    static RouteCache read(SiteView view) {
        boolean caching = view.proxy().on(CACHING, true);
        Duration ttl = view.proxy().timeFor("routeCache.ttl", "zimbraReverseProxyCacheEntryTTL");
        if (!caching) {
            view.proxy().onFor("routeCache", CACHING);
            view.notes()
                    .comment(
                            "routeCache",
                            "The proxy always caches routes, so import sets the cache time to one second.");
        }
        return RouteCache.defaults()
                .withTtl(caching ? ttl : SHORTEST)
                .withLocal(caching ? null : LocalCache.defaults().withTtl(SHORTEST))
                .withMemcached(memcached(view));
    }

    /** Returns the memcached section; null if the site has no memcached server. */
    private static @Nullable Memcached memcached(SiteView view) {
        List<String> servers = servers(view);
        if (servers.isEmpty()) {
            return null;
        }
        String path = "routeCache.memcached";
        view.notes()
                .comment(
                        path + ".servers",
                        "Keep this order. It decides which server stores which route, as on Zimbra's own proxies.");
        if (new ServerRoles(view)
                .memcached().stream().anyMatch(server -> server.has("zimbraServiceEnabled", "proxy"))) {
            view.notes()
                    .comment(
                            path + ".servers",
                            "memcached runs on proxy servers. Keep it there after the migration, or enter other servers.");
        }
        return Memcached.of(servers)
                .withFetchTimeout(view.proxy().timeFor(path + ".fetchTimeout", "zimbraReverseProxyCacheFetchTimeout"))
                .withReconnectInterval(
                        view.proxy().timeFor(path + ".reconnectInterval", "zimbraReverseProxyCacheReconnectInterval"));
    }

    private static List<String> servers(SiteView view) {
        List<String> servers = new ArrayList<>();
        for (Entry server : new ServerRoles(view).memcached()) {
            int port = view.of(server).number("zimbraMemcachedBindPort").orElse(DEFAULT_PORT);
            servers.add(HostPort.format(server.name(), port));
            List<Value> addresses = server.values("zimbraMemcachedBindAddress");
            if (!addresses.isEmpty() && addresses.stream().allMatch(CacheSection::isLoopback)) {
                addresses.forEach(
                        address -> view.notes()
                                .advise(
                                        address,
                                        "Other machines cannot reach this memcached; make it listen on an address that the new proxies can reach."));
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
