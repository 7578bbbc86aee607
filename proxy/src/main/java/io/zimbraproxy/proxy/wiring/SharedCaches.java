package io.zimbraproxy.proxy.wiring;

import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.zimbraproxy.crds.certificate.TrustAnchors;
import io.zimbraproxy.crds.spec.Memcached;
import io.zimbraproxy.crds.spec.Redis;
import io.zimbraproxy.crds.spec.RouteCache;
import io.zimbraproxy.proxy.cache.MemcachedCache;
import io.zimbraproxy.proxy.cache.RedisCache;
import io.zimbraproxy.proxy.cache.SharedCache;
import io.zimbraproxy.proxy.config.CacheAccess;
import io.zimbraproxy.proxy.config.Snapshot;
import io.zimbraproxy.proxy.tls.ClientTls;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Creates the cache that proxies share, if the configuration has one. */
final class SharedCaches {
    private SharedCaches() {}

    /** Creates the cache, and waits up to two seconds until it is connected, so that the first logins can use it. */
    static Optional<SharedCache> of(Vertx vertx, Snapshot snapshot) {
        RouteCache settings = snapshot.spec().routeCache();
        // Results lead on to lookups and sessions, which run on these threads.
        Executor executor = ((VertxInternal) vertx).getEventLoopGroup();
        if (settings.memcached() != null) {
            return Optional.of(memcached(settings.memcached(), settings, executor));
        }
        if (settings.redis() != null) {
            return Optional.of(redis(vertx, settings.redis(), settings, snapshot.cacheAccess(), executor));
        }
        return Optional.empty();
    }

    private static SharedCache memcached(Memcached memcached, RouteCache settings, Executor executor) {
        MemcachedCache cache = new MemcachedCache(memcached, settings.ttl(), executor);
        cache.connected().toCompletableFuture().join();
        return cache;
    }

    private static SharedCache redis(
            Vertx vertx, Redis redis, RouteCache settings, CacheAccess access, Executor executor) {
        NetClientOptions connections = new NetClientOptions()
                .setConnectTimeout((int) redis.fetchTimeout().toMillis())
                .setTcpKeepAlive(true)
                .setSslHandshakeTimeout(redis.fetchTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpNoDelay(true)
                .setSsl(redis.encrypted());
        new ClientTls(
                        redis.tls().verify(),
                        access.trust().map(TrustAnchors::trustManagers).orElse(null))
                .configure(connections);
        RedisCache cache =
                new RedisCache(vertx, redis, access.password().orElse(null), connections, settings.ttl(), executor);
        cache.connected().toCompletableFuture().join();
        return cache;
    }
}
