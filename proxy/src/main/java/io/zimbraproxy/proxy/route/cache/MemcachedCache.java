package io.zimbraproxy.proxy.route.cache;

import io.zimbraproxy.crds.spec.KeyFormat;
import io.zimbraproxy.crds.spec.Memcached;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Routes in memcached, where Zimbra's own proxies find them and we find theirs: same keys, values, times and choice of
 * server (facts, section 3).
 */
public final class MemcachedCache implements SharedCache {
    private static final long CONNECT_SECONDS = 2;

    private final List<MemcachedServer> servers;
    private final KeyFormat format;
    private final int ttlSeconds;

    /** {@code ttl}: of what is added. {@code executor}: where answers are given. */
    public MemcachedCache(Memcached settings, Duration ttl, Executor executor) {
        servers = settings.servers().stream()
                .map(address ->
                        new MemcachedServer(address, settings.fetchTimeout(), settings.reconnectInterval(), executor))
                .toList();
        format = settings.keyFormat();
        ttlSeconds = (int) Math.max(1, ttl.toSeconds());
    }

    /** Completes when all servers are connected, or the time for that is over; never fails. */
    public CompletionStage<Void> connected() {
        return CompletableFuture.allOf(servers.stream()
                        .map(server -> server.connected().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, CONNECT_SECONDS, TimeUnit.SECONDS)
                .exceptionally(fault -> null);
    }

    @Override
    public CompletionStage<Optional<String>> get(String key) {
        Optional<String> physical = KeyHash.of(key, format);
        Optional<MemcachedServer> server = physical.flatMap(valid -> server(key));
        return server.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : server.get().ask(client -> client.get(physical.get()));
    }

    @Override
    public void add(String key, String value) {
        KeyHash.of(key, format).ifPresent(physical -> server(key)
                .ifPresent(server -> server.ask(client -> client.add(physical, value, ttlSeconds))));
    }

    @Override
    public void delete(String key) {
        KeyHash.of(key, format)
                .ifPresent(physical -> server(key).ifPresent(server -> server.ask(client -> client.delete(physical))));
    }

    /** The key's own server, or the next one that is well. */
    private Optional<MemcachedServer> server(String key) {
        int first = CacheKeys.server(key, servers.size());
        for (int i = 0; i < servers.size(); i++) {
            MemcachedServer server = servers.get((first + i) % servers.size());
            if (server.mayTry()) {
                return Optional.of(server);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        servers.forEach(MemcachedServer::close);
    }
}
