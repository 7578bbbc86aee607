package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.RouteCache;
import java.util.List;

/** Rules about the route cache. */
final class CacheRules {
    private CacheRules() {}

    static void check(Problems at, RouteCache cache) {
        if (cache.memcached() != null && cache.redis() != null) {
            at.add("has both memcached and redis", null, "keep one of them");
        }
        if (cache.memcached() != null) {
            List<String> servers = cache.memcached().servers();
            for (int i = 0; i < servers.size(); i++) {
                String server = servers.get(i);
                if (Form.HOST_PORT.matches(server)) {
                    Problems one = at.at("memcached").at("servers", i);
                    Ports.check(one, server, server.substring(server.lastIndexOf(':') + 1));
                }
            }
        }
    }
}
