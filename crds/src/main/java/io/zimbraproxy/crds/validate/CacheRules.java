package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.RouteCache;
import java.util.List;

/** Rules about the route cache. */
final class CacheRules {
    private CacheRules() {}

    static void check(Problems at, RouteCache cache) {
        if (cache.memcached() != null && cache.redis() != null) {
            at.add("has memcached and redis", null, "keep one of them");
        }
        LimitRules.range(at.at("local").at("maxEntries"), cache.local().maxEntries(), 1, 10_000_000);
        if (cache.memcached() != null) {
            List<String> servers = cache.memcached().servers();
            for (int i = 0; i < servers.size(); i++) {
                HostRules.hostAndPort(at.at("memcached").at("servers", i), servers.get(i));
            }
        }
        if (cache.redis() != null) {
            List<String> hosts = cache.redis().hosts();
            for (int i = 0; i < hosts.size(); i++) {
                if (!hosts.get(i).matches("rediss?://[!-~]+")) {
                    at.at("redis")
                            .at("hosts", i)
                            .add("is not a redis URL", hosts.get(i), "write it like redis://cache:6379");
                }
            }
        }
    }
}
