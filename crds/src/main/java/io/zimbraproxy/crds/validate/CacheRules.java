package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Redis;
import io.zimbraproxy.crds.spec.RedisMode;
import io.zimbraproxy.crds.spec.RouteCache;
import java.util.List;

/** Rules for the route cache. */
final class CacheRules {
    private CacheRules() {}

    static void check(Problems at, RouteCache cache) {
        if (cache.memcached() != null && cache.redis() != null) {
            at.add("has both memcached and redis", null, "keep one of them");
        }
        if (cache.managed() != null && (cache.memcached() != null || cache.redis() != null)) {
            at.add("has managed and another shared cache", null, "keep one of them");
        }
        if (cache.redis() != null) {
            redis(at.at("redis"), cache.redis());
        }
        if (cache.memcached() != null) {
            List<String> servers = cache.memcached().servers();
            for (int i = 0; i < servers.size(); i++) {
                String server = servers.get(i);
                if (Form.HOST_PORT.matches(server)) {
                    Problems one = at.at("memcached").at("servers", i);
                    Ports.check(one, server);
                }
            }
        }
    }

    private static void redis(Problems at, Redis redis) {
        List<String> hosts = redis.hosts();
        if (redis.mode() == RedisMode.Single && hosts.size() > 1) {
            at.at("hosts").add("has several servers", hosts, "keep one of them, or choose mode Sentinel or Cluster");
        }
        if (redis.mode() == RedisMode.Sentinel && redis.masterName() == null) {
            at.at("masterName").add("is missing", null, "write the name of the master at the sentinels");
        }
        if (redis.mode() != RedisMode.Sentinel && redis.masterName() != null) {
            at.at("masterName")
                    .add("is for mode Sentinel only", redis.masterName(), "remove it, or set mode: Sentinel");
        }
        if (redis.mode() == RedisMode.Cluster && hosts.stream().anyMatch(host -> host.matches(".*/[0-9]+"))) {
            at.at("hosts")
                    .add(
                            "names a numbered database, which a cluster does not have",
                            hosts,
                            "remove the number at the end of the URL");
        }
        boolean encrypted = hosts.stream().anyMatch(host -> host.startsWith("rediss:"));
        if (encrypted && !redis.encrypted()) {
            at.at("hosts").add("mixes redis:// and rediss://", hosts, "use the same scheme for all");
        }
    }
}
